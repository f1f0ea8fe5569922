package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that could be read and would never do what they seem to say. */
class RefusedValuesTest {
    private static final String LANGUAGE =
            "routes[0].match.language: must be the code of a language that prompts are told to be in, such as en, or und";

    @ParameterizedTest
    @CsvSource({"German, de", "DE, de", "de-CH, de", "fra, fr"})
    void shouldRefuseALanguageThatIsNoCodeAndNameTheCode(String written, String code) {
        assertThat(route("match: { language: " + written + " }"))
                .containsExactly(LANGUAGE + ", the nearest known is " + code + " (got \"" + written + "\")");
    }

    @Test
    void shouldRefuseALanguageThatNoPromptIsToldToBeIn() {
        assertThat(route("match: { language: eo }")).containsExactly(LANGUAGE + " (got \"eo\")");
        assertThat(route("match: { language: [en, no, und] }")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority: [openai/gpt-4o]",
                "weighted: { openai/gpt-4o: 1 }",
                "split: { openai/gpt-4o: 1 }",
                "sticky: { targets: [openai/gpt-4o] }"
            })
    void shouldRefuseAListToPickAmongThatTheStrategyNeverLooksAt(String strategy) {
        String name = strategy.substring(0, strategy.indexOf(':'));
        assertThat(route("strategy: { " + strategy + " }, among: [openai/gpt-4o-mini]"))
                .containsExactly("routes[0].among: must not stand beside a strategy that names its own targets (got "
                        + name + ")");
    }

    @Test
    void shouldRefuseSuchAListInAnArmToo() {
        assertThat(
                        route(
                                "canary: { strategy: { weighted: { openai/gpt-4o: 1 } }, among: [openai/gpt-4o-mini], percent: 1 }"))
                .containsExactly(
                        "routes[0].canary.among: must not stand beside a strategy that names its own targets (got weighted)");
        assertThat(route("canary: { strategy: best-quality, among: [openai/gpt-4o-mini], percent: 1 }"))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhatABudgetIsKeptByTwice() {
        assertThat(ConfigFile.problems("""
                        providers: { openai: { dialect: openai } }
                        routes: [ { name: a } ]
                        ceilings:
                          - { name: x, per-day-usd: 1, per: [tenant, "tag:team", tenant, "tag:team"] }
                          - { name: y, per-day-usd: 1, per: [tenant, key, "tag:tenant", "tag:team"] }
                        """))
                .containsExactly(
                        "ceilings[0].per[2]: must not stand twice (got tenant)",
                        "ceilings[0].per[3]: must not stand twice (got tag:team)");
    }

    private static List<String> route(String rest) {
        return ConfigFile.problems("""
                providers: { openai: { dialect: openai } }
                routes: [ { name: a, %s } ]
                """.formatted(rest));
    }
}
