package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouterConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code routes[].constraints} and {@code providers.*.data-classes}. */
class RouteConstraintsTest {

    @Test
    void shouldReadWhomPromptsMayBeGivenTo() {
        // Given
        String yaml = """
                providers:
                  openai: { dialect: openai, data-classes: [public, internal] }
                  local: { dialect: ollama, data-classes: secret }
                  other: { dialect: ollama }
                routes:
                  - { name: a, match: { task: code }, constraints: { providers: [openai, local], not-providers: local } }
                  - { name: b }
                """;
        // When
        RouterConfig config =
                new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow().router();
        // Then
        ProviderId openai = new ProviderId("openai");
        ProviderId local = new ProviderId("local");
        assertThat(config.routes().getFirst().constraints())
                .isEqualTo(new RouteConstraints(Set.of(openai, local), Set.of(local)));
        assertThat(config.routes().getLast().constraints()).isEqualTo(RouteConstraints.ANY);
        assertThat(config.providers().get(openai).dataClasses()).containsExactly("public", "internal");
        assertThat(config.providers().get(local).dataClasses()).containsExactly("secret");
        assertThat(config.providers().get(new ProviderId("other")).dataClasses())
                .isEmpty();
    }

    @Test
    void shouldReadWhereAndUnderWhichTermsPromptsMayBeProcessed() {
        // Given
        String yaml = """
                providers:
                  berlin: { dialect: ollama, regions: [eu], zero-retention: true, data-classes: [Health] }
                  ohio: { dialect: ollama, regions: [us, eu] }
                models: { berlin/llama: { like: openai/gpt-4o }, ohio/llama: { like: openai/gpt-4o } }
                routes:
                  - { name: a, match: { task: code }, constraints: { regions: [EU], zero-retention: true, data-class: health } }
                  - { name: b, match: { task: math }, constraints: { regions: [asia] } }
                  - { name: c, match: { task: chat }, constraints: { regions: [] } }
                  - { name: d, match: { tenant: x }, constraints: { data-class: secret } }
                  - { name: e }
                """;
        // When
        RouteConstraints read = new ConfigLoader(Map.of(), Map.of())
                .read(yaml.lines()
                        .filter(line -> !line.matches(".*name: [bcd],.*"))
                        .collect(Collectors.joining("\n")))
                .orThrow()
                .router()
                .routes()
                .getFirst()
                .constraints();
        // Then
        assertThat(read).isEqualTo(new RouteConstraints(Set.of(), Set.of(), List.of("eu"), true, "health"));
        assertThat(ConfigFile.problems(yaml))
                .containsExactlyInAnyOrder(
                        "routes[1].constraints: must leave at least one of the targets that the route picks among (got none)",
                        "routes[2].constraints.regions: must name at least one (got none)",
                        "routes[3].constraints: must leave at least one of the targets that the route picks among (got none)");
    }

    @Test
    void shouldNameRoutesThatNothingCanServeAndCeilingsThatNeverHold() {
        // Given
        String yaml = """
                providers:
                  openai: { dialect: openai, regions: [us] }
                  berlin: { dialect: ollama, regions: [eu] }
                models: { berlin/llama: { like: openai/gpt-4o } }
                routes:
                  - { name: a, match: { task: code }, strategy: { priority: [openai/gpt-4o] }, constraints: { not-providers: [openai] } }
                  - { name: b, match: { task: math }, among: [openai/gpt-4o], constraints: { regions: [eu] } }
                  - { name: c, match: { task: chat }, strategy: { priority: [openai/gpt-4o, berlin/llama] }, constraints: { regions: [eu] } }
                  - { name: s, match: { tenant: s }, strategy: { split: { openai/text-embedding-3-small: 1, openai/gpt-4o: 1 } } }
                  - { name: d, match: { tenant: [] } }
                  - { name: e, strategy: { priority: [openai/text-embedding-3-small] }, among: [] }
                ceilings:
                  - { name: x, per-day-usd: 1, match: { complexity: { min: 0.9, max: 0.1 } } }
                  - { name: y, per-day-usd: 1, match: { when: "task == 'coding'" } }
                  - { name: z, per-day-usd: 1, providers: [], routes: [aa] }
                """;
        // Then
        assertThat(ConfigFile.problems(yaml))
                .containsExactlyInAnyOrder(
                        "routes[0].constraints: must leave at least one of the targets that the route picks among (got none)",
                        "routes[1].constraints: must leave at least one of the targets that the route picks among (got none)",
                        "routes[3].strategy.split.openai/text-embedding-3-small: must be a model that answers prompts, not one of embeddings (got openai/text-embedding-3-small)",
                        "routes[4].match.tenant: must name at least one (got none)",
                        "routes[5].strategy.priority[0]: must be a model that answers prompts, not one of embeddings (got openai/text-embedding-3-small)",
                        "routes[5].among: must name at least one (got none)",
                        "routes[5].among: must not stand beside a strategy that names its own targets (got priority)",
                        "ceilings[0].match: can never match, it contradicts itself (got complexity from 0.9 to 0.1)",
                        "ceilings[1].match: can never match, it contradicts itself (got when task == 'coding')",
                        "ceilings[2].providers: must name at least one (got none)",
                        "ceilings[2].routes: unknown route, the nearest known is a (got aa)");
    }

    @Test
    void shouldNameEachMistake() {
        // Given
        String yaml = """
                providers:
                  openai: { dialect: openai, data-classes: [""] }
                routes:
                  - { name: a, match: { task: code }, constraints: { providers: [openia], not-providers: [deepseek] } }
                  - { name: b, match: { task: math }, constraints: { providers: [] } }
                  - { name: c, match: { task: chat }, constraints: { not-providers: [openai] } }
                  - { name: d, constraints: { provider: [openai], not-providers: ["a b"] } }
                """;
        // When
        var problems = ConfigFile.problems(yaml);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "providers.openai.data-classes[0]: must not be blank (got \"\")",
                        "routes[0].constraints.providers: unknown provider, the nearest known is openai (got openia)",
                        "routes[0].constraints.not-providers: unknown provider, the only known is openai (got deepseek)",
                        "routes[1].constraints.providers: must name at least one (got none)",
                        "routes[2].constraints: must leave at least one of the targets that the route picks among (got none)",
                        "routes[3].constraints.provider: unknown key, the nearest known is providers (got provider)",
                        "routes[3].constraints.not-providers[0]: must be the name of a provider (got \"a b\")");
    }
}
