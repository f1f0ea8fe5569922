package io.promptyard.connector.cohere;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: cohere}. */
public final class CohereConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "cohere";
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.cohere.com");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> CohereConfig.of(keyed).address(),
                new CohereRequestMapper(),
                new CohereResponseMapper());
    }
}
