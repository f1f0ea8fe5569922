package io.promptyard.connector.ollama;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: ollama}. */
public final class OllamaConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "ollama";
    public static final URI DEFAULT_BASE_URL = URI.create("http://127.0.0.1:11434");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> OllamaConfig.of(keyed).address(),
                new OllamaRequestMapper(),
                new OllamaResponseMapper());
    }
}
