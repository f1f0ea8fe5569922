package io.promptyard.connector.bedrock;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: bedrock}. */
public final class BedrockConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "bedrock";
    public static final URI DEFAULT_BASE_URL = URI.create("https://bedrock-runtime.us-east-1.amazonaws.com");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> BedrockConfig.of(keyed, context),
                new BedrockRequestMapper(),
                new BedrockResponseMapper());
    }
}
