package io.promptyard.connector.openai;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.PresetUse;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderConnectorFactory;
import io.promptyard.connector.http.HttpConnector;
import io.promptyard.connector.http.Unsupported;
import java.net.URI;
import java.util.function.Function;
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
        OpenAiPreset preset = preset(config);
        String reasoning = preset == null ? PresetRules.REASONING : preset.reasoning();
        return new HttpConnector(
                config,
                context,
                keyed -> OpenAiConfig.of(keyed, preset).address(),
                requests(config),
                new OpenAiResponseMapper(reasoning));
    }

    static OpenAiRequestMapper requests(ProviderConfig config) {
        OpenAiPreset preset = preset(config);
        return new OpenAiRequestMapper(rules(preset), OwnFields.of(config.baseUrl(), preset));
    }

    /** The one that is named, else that of the host at this address. */
    private static @Nullable OpenAiPreset preset(ProviderConfig config) {
        PresetUse use = config.preset();
        if (use == null) {
            return OpenAiPresets.builtIn().of(config.baseUrl()).orElse(null);
        }
        return OpenAiPresets.builtIn()
                .find(use.name())
                .orElseThrow(() -> new IllegalArgumentException("preset: unknown (got \"" + use.name() + "\")"));
    }

    private static @Nullable Function<Unsupported, PresetRules> rules(@Nullable OpenAiPreset preset) {
        return preset == null ? null : unsupported -> new PresetRules(preset, unsupported);
    }
}
