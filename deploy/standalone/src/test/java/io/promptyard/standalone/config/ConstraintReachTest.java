package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a route's constraints leave of canary arms, shadows and stand-ins, as {@code check-config} says it. */
class ConstraintReachTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /** One in the EU that keeps nothing and may see health data, one in the US that says nothing of either. */
    private static final String FILE = """
            providers:
              openai: { dialect: openai, regions: [us] }
              berlin: { dialect: ollama, regions: [eu], zero-retention: true, data-classes: [health] }
            models: { berlin/llama: { like: openai/gpt-4o, auto: true }, berlin/phi: { like: openai/gpt-4o-mini } }
            groups:
              abroad: { members: [openai/gpt-4o, openai/gpt-4o-mini], verified: { tasks: [chat], report: x } }
              both: { members: [openai/gpt-4o, berlin/llama], verified: { tasks: [chat], report: x } }
            routes:
              - { name: a, constraints: %s, %s }
            """;

    private static final List<String> CONSTRAINTS = List.of(
            "{ regions: [eu] }",
            "{ zero-retention: true }",
            "{ data-class: health }",
            "{ providers: [berlin] }",
            "{ not-providers: [openai] }");

    @Test
    void shouldNameArmsThatTheConstraintsLeaveNobodyOf() {
        for (String constraints : CONSTRAINTS) {
            assertThat(problems(constraints, "canary: { to: openai/gpt-4o, percent: 5 }"))
                    .containsExactly(none("targets of its canary's arm canary"));
            assertThat(problems(constraints, """
                            canary: { arms: [ { name: b, to: [berlin/phi, openai/gpt-4o], percent: 1 },
                                              { name: c, strategy: { weighted: { openai/gpt-4o: 1 } }, percent: 1 },
                                              { name: d, strategy: best-quality, among: [openai/gpt-4o], percent: 1 },
                                              { name: e, strategy: best-quality, percent: 1 } ] }"""))
                    .containsExactly(none("targets of its canary's arm c"), none("targets of its canary's arm d"));
        }
    }

    @Test
    void shouldNameShadowsAndGroupsThatTheConstraintsLeaveNobodyOf() {
        for (String constraints : CONSTRAINTS) {
            assertThat(problems(constraints, "shadow: { to: [openai/gpt-4o], percent: 5, per-day-usd: 1 }"))
                    .containsExactly(none("targets that its shadow copies to"));
            assertThat(problems(constraints, "fallback: abroad"))
                    .containsExactly(none("members of the group that it falls back to, abroad"));
            assertThat(problems(constraints, "fallback: abroad, allow-unverified: true"))
                    .containsExactly(none("members of the group that it falls back to, abroad"));
            assertThat(problems(constraints, "fallback: both")).isEmpty();
        }
    }

    @Test
    void shouldWarnOfEachTargetThatIsNamedAndNeverAsked() {
        assertThat(warnings("{ regions: [eu] }", """
                        fallback: both, strategy: { split: { berlin/llama: 1, openai/gpt-4o: 1 } },
                          shadow: { to: [berlin/phi, openai/gpt-4o-mini], percent: 5, per-day-usd: 1 },
                          canary: { to: [openai/gpt-4o, berlin/phi], percent: 5 }"""))
                .containsExactly(
                        "routes[0].strategy.split.openai/gpt-4o: never gets a prompt of the route a: us not within eu of the route (got openai/gpt-4o)",
                        "routes[0].canary.canary[0]: never gets a prompt of the route a: us not within eu of the route (got openai/gpt-4o)",
                        "routes[0].shadow.to[1]: never gets a prompt of the route a: us not within eu of the route (got openai/gpt-4o-mini)",
                        "groups.both.members[0]: never stands in for the route a: us not within eu of the route (got openai/gpt-4o)");
        assertThat(warnings("{ zero-retention: true }", "among: [openai/gpt-4o, berlin/llama]"))
                .containsExactly(
                        "routes[0].among[0]: never gets a prompt of the route a: zero retention, asked for by the route, not assured (got openai/gpt-4o)");
        assertThat(warnings(
                        "{ not-providers: [openai] }",
                        "strategy: { sticky: { targets: [berlin/phi, openai/gpt-4o] } }"))
                .containsExactly(
                        "routes[0].strategy.sticky.targets[1]: never gets a prompt of the route a: openai denied by the route (got openai/gpt-4o)");
    }

    @Test
    void shouldWarnOfNobodyWhereNoneIsKeptOut() {
        assertThat(warnings("{ regions: [eu, us] }", "fallback: both, canary: { to: openai/gpt-4o, percent: 5 }"))
                .isEmpty();
        assertThat(warnings("{ regions: [eu] }", "strategy: cheapest-capable")).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatOnlyFollowsFromAnotherMistake() {
        // What is misspelt may be the one that would be left.
        assertThat(problems("{ regions: [eu] }", "strategy: { priority: [openai/gpt-4o, berlin/lama] }"))
                .containsExactly(
                        "routes[0].strategy.priority[1]: unknown model, the nearest known is berlin/llama (got berlin/lama)");
        assertThat(problems("{ providers: [berlim] }", "fallback: both"))
                .containsExactly(
                        "routes[0].constraints.providers: unknown provider, the nearest known is berlin (got berlim)");
        assertThat(problems("{ regions: [eu] }", "canary: { to: openai/gpt-4o, strategy: best-quality, percent: 5 }"))
                .containsExactly("routes[0].canary.to: must not stand beside a strategy (got both)");
        assertThat(ConfigFile.problems(FILE.replace("regions: [eu],", "regions: {},")
                        .formatted("{ regions: [eu] }", "strategy: { priority: [berlin/phi] }")))
                .containsExactly("providers.berlin.regions: must be a single value (got a map)");
    }

    private static String none(String ofWhat) {
        return "routes[0].constraints: must leave at least one of the " + ofWhat + " (got none)";
    }

    private static List<String> problems(String constraints, String rest) {
        return ConfigFile.problems(FILE.formatted(constraints, rest));
    }

    private static List<String> warnings(String constraints, String rest) {
        assertThat(problems(constraints, rest)).isEmpty();
        return ConfigCheck.warnings(FILE.formatted(constraints, rest), Map.of(), NOW).stream()
                .map(ConfigProblem::toString)
                .toList();
    }
}
