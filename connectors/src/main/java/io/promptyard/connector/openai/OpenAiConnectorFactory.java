package io.promptyard.connector.openai;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.PresetUse;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.CallAddress;
import io.promptyard.connector.http.HttpConnector;
import java.net.URI;
import org.jspecify.annotations.Nullable;

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
        OpenAiPreset preset = preset(config.preset());
        OpenAiConfig openAi = OpenAiConfig.of(config, preset);
        String reasoning = preset == null ? PresetRules.REASONING : preset.reasoning();
        return new HttpConnector(
                config,
                context,
                CallAddress.fixed(openAi.chatCompletions(), openAi.embeddings(), openAi.headers()),
                new OpenAiRequestMapper(rules(preset, config, context))::map,
                new OpenAiResponseMapper(reasoning));
    }

    private static @Nullable OpenAiPreset preset(@Nullable PresetUse use) {
        return use == null
                ? null
                : OpenAiPresets.builtIn()
                        .find(use.name())
                        .orElseThrow(
                                () -> new IllegalArgumentException("preset: unknown (got \"" + use.name() + "\")"));
    }

    private static @Nullable PresetRules rules(
            @Nullable OpenAiPreset preset, ProviderConfig config, ConnectorContext context) {
        PresetUse use = config.preset();
        return preset == null || use == null
                ? null
                : new PresetRules(
                        preset,
                        use.dropUnsupported(),
                        parameter -> context.drops().dropped(config.id(), parameter));
    }
}
