package io.promptyard.connector.responses;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: responses}. */
public final class ResponsesConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "responses";
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.openai.com/v1");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> ResponsesConfig.of(keyed).address(),
                new ResponsesRequestMapper(),
                new ResponsesResponseMapper());
    }
}
