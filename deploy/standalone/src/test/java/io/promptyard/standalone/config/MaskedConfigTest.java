package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedConfigTest {
    private static final String SECRETS = """
            # the old key was sk-in-a-comment
            providers:
              openai: { dialect: openai, api-key: sk-written-out }
              anthropic: { dialect: anthropic, api-key: "${ANTHROPIC_API_KEY:-sk-default}" }
              vertex: { dialect: openai, base-url: "https://host/v1", token-command: [print-token, sk-argument] }
              several: { dialect: openai, base-url: "https://host/v1", api-keys: [ { name: a, key: sk-1 }, { name: b, key: sk-2 } ] }
            gateway: { api-keys: [ { name: team-a, key: sk-a }, { name: team-b, key: sk-b }, sk-c ] }
            kafka: { properties: { sasl.jaas.config: "password=sk-jaas" } }
            routes:
              - { name: default, match: { tags: { on: "yes", count: "010" } }, strategy: cheapest-capable }
            """;

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("deploy/config/examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldReadAsTheSameConfigurationWhenMasked(Path file) throws IOException {
        // Given
        String yaml = Files.readString(file);

        // When
        String masked = MaskedConfig.of(yaml);

        // Then
        assertThat(parts(masked)).isEqualTo(parts(yaml));
        assertThat(MaskedConfig.of(masked)).isEqualTo(masked);
    }

    @Test
    void shouldKeepNoSecretAndTheSamePartsWhenAFileSaysSome() {
        // When
        String masked = MaskedConfig.of(SECRETS);

        // Then
        assertThat(masked).doesNotContain("sk-").contains("${ANTHROPIC_API_KEY}", "https://host/v1");
        assertThat(parts(masked)).isEqualTo(parts(SECRETS));
        assertThat(parts(masked).version()).isEqualTo(parts(SECRETS).version());
    }

    @Test
    void shouldStillBeAConfigurationWhenSecretsAreGone() {
        // Given
        String yaml = SECRETS.replaceAll("(?m)^ *vertex: .*\\R", "");

        // When
        ConfigReading reading = new ConfigLoader(Map.of(), Map.of()).readForOthers(MaskedConfig.of(yaml));

        // Then
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheTextIsNoMap() {
        assertThatThrownBy(() -> MaskedConfig.of("- sk-1"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("file: must be a map")
                .hasMessageNotContaining("sk-1");
    }

    private static ConfigParts parts(String yaml) {
        Problems problems = new Problems();
        return ConfigParts.of(new YamlTree(new EnvironmentValues(Map.of(), true), problems).parse(yaml));
    }
}
