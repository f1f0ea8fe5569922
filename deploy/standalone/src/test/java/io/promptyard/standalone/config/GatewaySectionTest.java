package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewaySectionTest {
    @Test
    void shouldReadKeysWithAndWithoutNames() {
        // When
        LoadedConfig read = new ConfigLoader(Map.of("A", "k2"), Map.of())
                .read(ConfigFile.SMALL + "gateway: { api-keys: [k1, { name: team-a, key: \"${A}\" }] }\n")
                .orThrow();
        // Then
        assertThat(read.gateway().apiKeys())
                .containsExactly(
                        new GatewaySection.Key(new Secret("k1"), null),
                        new GatewaySection.Key(new Secret("k2"), "team-a"));
        assertThat(read.toString()).doesNotContain("k1").doesNotContain("k2");
    }

    @Test
    void shouldNameEveryProblemAndNoKey() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + """
                gateway:
                  api-keys:
                    - { name: a, key: k-secret }
                    - { name: a, key: k-secret }
                    - { name: "a b", key: k-secret }
                    - { key: k-secret }
                    - { name: b, keys: k-secret }
                    - " "
                """);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "gateway.api-keys[1].name: must not be that of another key (got a)",
                        "gateway.api-keys[2].name: must be of a-z, A-Z, 0-9, '.', '_' and '-', 64 at most (got \"a b\")",
                        "gateway.api-keys[3].name: must be given (got nothing)",
                        "gateway.api-keys[4].key: must be given (got nothing)",
                        "gateway.api-keys[4].keys: unknown key, the nearest known is key (got keys)",
                        "gateway.api-keys[5]: must not be blank (got \" \")");
        assertThat(problems.toString()).doesNotContain("k-secret");
    }
}
