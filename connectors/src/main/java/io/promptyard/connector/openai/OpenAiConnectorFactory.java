package io.promptyard.connector.openai;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;

/** Makes connectors for {@code dialect: openai}. */
public final class OpenAiConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "openai";
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.openai.com/v1");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        OpenAiConfig openAi = OpenAiConfig.of(config);
        return new HttpConnector(
                config,
                context,
                openAi.chatCompletions(),
                openAi.headers(),
                new OpenAiRequestMapper()::map,
                new OpenAiResponseMapper());
    }
}
