package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.PresetUse;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderId;
import org.junit.jupiter.api.Test;

class PresetKeysTest {

    @Test
    void shouldTakeDialectAndBaseUrlFromThePreset() {
        // When
        ProviderConfig config = provider("{ preset: groq }");
        // Then
        assertThat(config.dialect()).isEqualTo("openai");
        assertThat(config.baseUrl()).hasToString("https://api.groq.com/openai/v1");
        assertThat(config.preset()).isEqualTo(new PresetUse("groq"));
        assertThat(config.dropUnsupported()).isFalse();
    }

    @Test
    void shouldLetKeysThatAreGivenWin() {
        // When
        ProviderConfig config = provider("{ preset: vllm, base-url: \"http://127.0.0.1:9000/v1\", unsupported: drop }");
        // Then
        assertThat(config.baseUrl()).hasToString("http://127.0.0.1:9000/v1");
        assertThat(config.preset()).isEqualTo(new PresetUse("vllm"));
        assertThat(config.dropUnsupported()).isTrue();
    }

    @Test
    void shouldTakeThePolicyWithEveryDialect() {
        // Then
        assertThat(provider("{ dialect: anthropic, unsupported: drop }").dropUnsupported())
                .isTrue();
        assertThat(provider("{ dialect: cohere, unsupported: reject }").dropUnsupported())
                .isFalse();
        assertThat(provider("{ dialect: simulated, simulated-dialect: bedrock, unsupported: drop }")
                        .dropUnsupported())
                .isTrue();
    }

    @Test
    void shouldNameThePresetsWhenOneIsNotKnown() {
        // When
        var problems = ConfigFile.problems(yaml("{ preset: grok }"));
        // Then
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("providers.x.preset: must be one of openai, deepseek, mistral, qwen, xai, groq, ")
                .endsWith(" (got \"grok\")");
    }

    @Test
    void shouldRefuseAPolicyOrADialectThatDoesNotGoWithIt() {
        // Then
        assertThat(ConfigFile.problems(yaml("{ preset: groq, unsupported: ignore }")))
                .containsExactly("providers.x.unsupported: must be reject or drop, default reject (got \"ignore\")");
        assertThat(ConfigFile.problems(yaml("{ preset: groq, dialect: anthropic }")))
                .containsExactly("providers.x.preset: goes with dialect openai (got anthropic)");
    }

    private static String yaml(String provider) {
        return "providers: { x: " + provider + " }\nroutes: [ { name: default } ]\n";
    }

    private static ProviderConfig provider(String section) {
        ProviderConfig config =
                ConfigFile.read(yaml(section)).orThrow().router().providers().get(new ProviderId("x"));
        assertThat(config).isNotNull();
        return config;
    }
}
