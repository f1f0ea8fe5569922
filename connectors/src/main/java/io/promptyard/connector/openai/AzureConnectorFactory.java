package io.promptyard.connector.openai;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Makes connectors for {@code dialect: azure}: OpenAI's dialect on Azure, which has other addresses and other keys. */
public final class AzureConnectorFactory implements ProviderConnectorFactory {
    public static final String DIALECT = "azure";

    /** What Azure does with OpenAI's fields: as OpenAI does, and what is not OpenAI's it does not know. */
    private static final OpenAiPreset AS_OPENAI = new OpenAiPreset(
            DIALECT,
            "Azure OpenAI",
            URI.create("https://azure.com"),
            null,
            Map.of(),
            Set.of(),
            Set.of("top_k"),
            false,
            true,
            "developer",
            null,
            Map.of(),
            true,
            true,
            PresetRules.REASONING,
            false,
            false,
            "");

    @Override
    public String dialect() {
        return DIALECT;
    }

    @Override
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        return new HttpConnector(
                config, context, keyed -> AzureConfig.of(keyed, context), requests(), new OpenAiResponseMapper());
    }

    static OpenAiRequestMapper requests() {
        return new OpenAiRequestMapper(
                unsupported -> new PresetRules(AS_OPENAI, unsupported), new OwnFields(false, false));
    }
}
