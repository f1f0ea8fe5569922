package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.health.CircuitConfig;
import io.promptyard.connector.health.CooldownConfig;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.model.ProviderId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthSectionTest {
    @Test
    void shouldHaveItsDefaultsWhenNothingIsSaid() {
        // When
        HealthConfig read = read("");
        // Then
        assertThat(read).isEqualTo(HealthConfig.DEFAULTS);
    }

    @Test
    void shouldReadEveryKey() {
        // When
        HealthConfig read = read("""
                health:
                  circuit: { enabled: false, window: 30s, min-calls: 5, failure-ratio: 0.4, open: 2s, max-open: 1m, probes: 1 }
                  keys: { refused-for: 1h, initial: 2s, max: 9s }
                """);
        // Then
        assertThat(read)
                .isEqualTo(new HealthConfig(
                        new CircuitConfig(
                                false, Duration.ofSeconds(30), 5, 0.4, Duration.ofSeconds(2), Duration.ofMinutes(1), 1),
                        new CooldownConfig(Duration.ofHours(1), Duration.ofSeconds(2), Duration.ofSeconds(9))));
    }

    @Test
    void shouldTakeALongerFirstPauseForTheLongest() {
        // When
        HealthConfig read = read("health: { circuit: { open: 20m } }");
        // Then
        assertThat(read.circuit().maxOpen()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + """
                health:
                  circuit: { failure-ratio: 0, open: 1m, max-open: 30s, probe: 3 }
                  keys: { initial: 10s, max: 1s }
                """);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "health.circuit.failure-ratio: must be a number above 0 and at most 1, default 0.5 (got 0)",
                        "health.circuit.max-open: must be at least open (got 30s)",
                        "health.circuit.probe: unknown key, the nearest known is probes (got probe)",
                        "health.keys.max: must be at least initial (got 1s)");
    }

    @Test
    void shouldReadSeveralKeysOfAProviderWithTheirNamesOrPositions() {
        // When
        ProviderConfig config = new ConfigLoader(Map.of("FIRST", "sk-1", "EMPTY", ""), Map.of())
                .read(provider("api-keys: [\"${FIRST}\", { name: spare, key: sk-2 }, \"${EMPTY:-}\"]"))
                .orThrow()
                .router()
                .providers()
                .get(new ProviderId("x"));
        // Then
        assertThat(config.keys()).extracting(ProviderKey::name).containsExactly("1", "spare");
        assertThat(config.keys()).extracting(key -> key.secret().value()).containsExactly("sk-1", "sk-2");
        assertThat(config.toString()).doesNotContain("sk-");
    }

    @Test
    void shouldRefuseKeysThatAreSaidTwiceAndShowNone() {
        // Then
        assertThat(ConfigFile.problems(provider("api-key: sk-secret, api-keys: [sk-other]")))
                .singleElement()
                .asString()
                .startsWith("providers.x.api-keys: must be the only one of")
                .doesNotContain("sk-");
        assertThat(ConfigFile.problems(provider("api-keys: [{ name: a, key: sk-1 }, { name: a, key: sk-2 }]")))
                .containsExactly("providers.x.api-keys: must have names that differ (got a)");
        assertThat(ConfigFile.problems(provider("api-keys: [{ name: a, kee: sk-1 }]")))
                .contains("providers.x.api-keys[0].key: must be given (got nothing)");
        assertThat(ConfigFile.problems(provider("api-keys: sk-1")))
                .containsExactly("providers.x.api-keys: must be a list (got a value)");
    }

    private static String provider(String keys) {
        return "providers: { x: { dialect: openai, " + keys + " } }\nroutes: [ { name: default } ]\n";
    }

    private static HealthConfig read(String health) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(ConfigFile.SMALL + health)
                .orThrow()
                .router()
                .health();
    }
}
