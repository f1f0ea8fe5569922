package io.promptyard.connector.gemini;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: gemini}. */
public final class GeminiConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "gemini";
    public static final URI DEFAULT_BASE_URL = URI.create("https://generativelanguage.googleapis.com");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                GeminiConfig::of,
                new GeminiRequestMapper(GeminiHost.GEMINI),
                new GeminiResponseMapper());
    }
}
