package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.CanaryConfig.Arm;
import io.promptyard.router.config.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanarySectionTest {
    private static final Target GPT = Target.parse("openai/gpt-4o");
    private static final Target MINI = Target.parse("openai/gpt-4o-mini");
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            aliases: { small: openai/gpt-4o-mini }
            routes: [ { name: r, %s } ]
            """;

    @Test
    void shouldReadOneArmWithItsDefaults() {
        // When
        CanaryConfig read = read("canary: { to: small, percent: 2.5 }");
        // Then
        assertThat(read).isEqualTo(new CanaryConfig("conversation", List.of(new Arm("canary", 2.5, List.of(MINI)))));
    }

    @Test
    void shouldReadSeveralArms() {
        // When
        CanaryConfig read = read("canary: { by: tag:team, arms: [ { name: a, to: [small, openai/gpt-4o], percent: 10 },"
                + " { name: b, to: openai/gpt-4o, percent: 90 } ] }");
        // Then
        assertThat(read)
                .isEqualTo(new CanaryConfig(
                        "tag:team", List.of(new Arm("a", 10, List.of(MINI, GPT)), new Arm("b", 90, List.of(GPT)))));
    }

    @Test
    void shouldReadAnArmThatGoesByAStrategyOfItsOwn() {
        // When
        CanaryConfig read = read(
                "canary: { percent: 10, strategy: cheapest-capable, min-quality: 0.5, among: [small, openai/gpt-4o] }");
        // Then
        assertThat(read)
                .isEqualTo(new CanaryConfig(
                        "conversation",
                        List.of(new Arm("canary", 10, new Strategy.CheapestCapable(), 0.5, List.of(MINI, GPT)))));
    }

    @Test
    void shouldTellWhatAnArmCannotGoBy() {
        // When // Then
        assertThat(ConfigFile.problems(FILE.formatted("canary: { percent: 1, to: small, strategy: best-quality }")))
                .containsExactly("routes[0].canary.to: must not stand beside a strategy (got both)");
        assertThat(ConfigFile.problems(FILE.formatted("canary: { percent: 1, strategy: { split: { small: 1 } } }")))
                .containsExactly(
                        "routes[0].canary.strategy: must not be split, nor best-quality with max-cost-usd, in a canary (got split)");
        assertThat(ConfigFile.problems(FILE.formatted("canary: { percent: 1, to: small, min-quality: 0.5 }")))
                .singleElement()
                .asString()
                .startsWith("routes[0].canary.min-quality: does not go with the other keys here");
        assertThat(ConfigFile.problems(
                        FILE.formatted("canary: { percent: 1, strategy: cheapest-capable, among: openai/nope }")))
                .singleElement()
                .asString()
                .startsWith("routes[0].canary.canary.among[0]: unknown model");
    }

    @Test
    void shouldTellEveryProblem() {
        // When // Then
        assertThat(ConfigFile.problems(FILE.formatted("canary: { by: colour, percent: 101, arm: x }")))
                .containsExactly(
                        "routes[0].canary.by: must be conversation, tenant, id or tag:NAME, default conversation (got \"colour\")",
                        "routes[0].canary.to: must be given, or a strategy (got nothing)",
                        "routes[0].canary.percent: must be a number from 0 to 100 (got 101)",
                        "routes[0].canary.arm: unknown key, the nearest known is arms (got arm)");
        assertThat(ConfigFile.problems(FILE.formatted("canary: { arms: [ { name: a, to: openai/nope, percent: 60 },"
                        + " { name: a, to: small, percent: 60 }, { name: control, to: small, percent: 1 } ] }")))
                .contains(
                        "routes[0].canary: arms must have names of their own, none of them control (got a)",
                        "routes[0].canary: arms must have names of their own, none of them control (got control)",
                        "routes[0].canary: must not give away more than 100 percent (got 121.0)")
                .anyMatch(problem -> problem.startsWith("routes[0].canary.a[0]: unknown model"));
    }

    private static CanaryConfig read(String canary) {
        return ConfigFile.read(FILE.formatted(canary))
                .orThrow()
                .router()
                .routes()
                .getFirst()
                .canary();
    }
}
