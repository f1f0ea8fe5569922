package io.promptyard.connector.gemini;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;

/** Makes connectors for {@code dialect: vertex}: Gemini's dialect on Vertex AI, which has another address and a token. */
public final class VertexConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "vertex";

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> VertexConfig.of(keyed, context),
                new GeminiRequestMapper(GeminiHost.VERTEX),
                new GeminiResponseMapper());
    }
}
