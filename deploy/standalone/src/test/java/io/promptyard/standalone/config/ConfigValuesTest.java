package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigValuesTest {

    @Test
    void shouldTakeValuesFromTheEnvironmentOrTheirDefault() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, base-url: "http://${HOST}:${PORT:-8000}/v1", api-key: "${KEY:-}" } }
                routes: [ { name: r } ]
                """;
        // When
        LoadedConfig loaded =
                new ConfigLoader(Map.of("HOST", "models"), Map.of()).read(yaml).orThrow();
        // Then
        assertThat(loaded.router().providers().get(new ProviderId("a")).baseUrl())
                .hasToString("http://models:8000/v1");
        assertThat(loaded.keyless()).containsExactly(new ProviderId("a"));
    }

    @Test
    void shouldTellEveryVariableThatIsNotSet() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, api-key: "${A_KEY}" }, b: { dialect: openai, api-key: "${B_KEY}" } }
                routes: [ { name: r } ]
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactly(
                        "providers.a.api-key: environment variable must be set (got ${A_KEY})",
                        "providers.b.api-key: environment variable must be set (got ${B_KEY})");
    }

    @Test
    void shouldNeverPrintWhatCameOutOfTheEnvironment() {
        // Given
        String yaml = """
                providers: { a: { dialect: openai, base-url: "${SECRET}", max-concurrency: "${SECRET}" } }
                routes: [ { name: r } ]
                """;
        // When
        var problems = ConfigFile.problems(yaml, Map.of("SECRET", "sk-hidden"));
        // Then
        assertThat(problems)
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem).doesNotContain("sk-hidden").contains("${SECRET}"));
    }

    @Test
    void shouldLetFlagsWinOverTheEnvironmentAndTheEnvironmentOverTheFile() {
        // Given
        String yaml = ConfigFile.SMALL + "gateway: { port: 1, host: file }\nmanagement: { port: 1 }\n";
        Map<String, String> environment = Map.of("PROMPTYARD_GATEWAY_PORT", "2", "PROMPTYARD_MANAGEMENT_PORT", "2");
        // When
        LoadedConfig loaded = new ConfigLoader(environment, Map.of("management.port", "3"))
                .read(yaml)
                .orThrow();
        // Then
        assertThat(loaded.kafka().port()).isEqualTo(9092);
        assertThat(loaded.gateway().host()).isEqualTo("file");
        assertThat(loaded.gateway().port()).isEqualTo(2);
        assertThat(loaded.management().port()).isEqualTo(3);
    }
}
