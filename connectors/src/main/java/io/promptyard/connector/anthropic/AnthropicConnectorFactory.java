package io.promptyard.connector.anthropic;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: anthropic}. */
public final class AnthropicConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "anthropic";
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.anthropic.com");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config,
                context,
                keyed -> AnthropicConfig.of(keyed).address(),
                new AnthropicRequestMapper(),
                new AnthropicResponseMapper());
    }
}
