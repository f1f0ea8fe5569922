package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What only follows from a mistake is not told as another. */
class OneMistakeOneLineTest {
    private static final String OPENAI = "providers: { openai: { dialect: openai } }\n";

    @Test
    void shouldTellOfAnUnreadableTargetAndNotThatNoneIsNamed() {
        assertThat(problems("""
                        groups: { g: { members: [gpt-4o], verified: [ { members: [openai/gpt-4o], tasks: [chat], report: x } ] } }
                        routes:
                          - { name: a, match: { task: code }, strategy: { priority: [gpt-4o] } }
                          - { name: b, match: { task: math }, strategy: { sticky: { targets: [gpt-4o] } } }
                          - { name: c, match: { task: chat }, strategy: { split: { gpt-4o: 1 } } }
                          - { name: d, fallback: g, strategy: { weighted: { openai/gpt-4o: x } } }
                        """))
                .containsExactly(
                        "groups.g.members[0]: must be provider/model or an alias (got \"gpt-4o\")",
                        "routes[0].strategy.priority[0]: must be provider/model or an alias (got \"gpt-4o\")",
                        "routes[1].strategy.sticky.targets[0]: must be provider/model or an alias (got \"gpt-4o\")",
                        "routes[2].strategy.split.gpt-4o: must be provider/model or an alias (got \"gpt-4o\")",
                        "routes[3].strategy.weighted.openai/gpt-4o: must be a whole number from 1 to 1000000 (got \"x\")");
    }

    @Test
    void shouldTellOfAnUnreadableSumAndNotThatThereIsNone() {
        assertThat(problems("""
                        routes: [ { name: a, shadow: { to: openai/gpt-4o, percent: 5, per-day-usd: much } } ]
                        ceilings: [ { per-day-usd: much }, { name: b, per-request-usd: much }, { name: c, requests-per-minute: 0 } ]
                        """))
                .containsExactly(
                        "routes[0].shadow.per-day-usd: must be a decimal of at least 0 (got \"much\")",
                        "ceilings[0].per-day-usd: must be a decimal of at least 0 (got \"much\")",
                        "ceilings[1].per-request-usd: must be a decimal of at least 0 (got \"much\")",
                        "ceilings[2].requests-per-minute: must be a whole number from 1 to 100000000000 (got 0)");
    }

    @Test
    void shouldTellOfAnAliasThatLeadsNowhereAndNotOfWhoUsesIt() {
        assertThat(problems("""
                        aliases: { fast: openai/gpt-4o-mimi }
                        routes: [ { name: a, strategy: { priority: [fast] }, canary: { to: fast, percent: 1 } } ]
                        """))
                .containsExactly(
                        "aliases.fast: unknown model, the nearest known is openai/gpt-4o-mini (got openai/gpt-4o-mimi)");
    }

    @Test
    void shouldTellOfAModelThatIsLikeNoneAndNotWhatANewOneNeeds() {
        assertThat(problems("""
                        models: { openai/tuned: { like: openai/gpt-4oo } }
                        routes: [ { name: a, strategy: { priority: [openai/tuned] } } ]
                        """))
                .containsExactly(
                        "models.openai/tuned.like: must be a model of the built-in catalogue (got \"openai/gpt-4oo\")");
    }

    @Test
    void shouldTellThatThereAreNoProvidersAndNotThatEachIsUnknown() {
        assertThat(ConfigFile.problems("""
                        provider: { openai: { dialect: openai } }
                        routes: [ { name: a, strategy: { priority: [openai/gpt-4o] }, constraints: { providers: [openai] } } ]
                        """))
                .containsExactly(
                        "providers: must name at least one (got none)",
                        "provider: unknown key, the nearest known is providers (got provider)");
    }

    @Test
    void shouldTellOfEachNamelessRouteAndNotThatTheirShadowsShareAName() {
        String route = "{ match: { task: %s }, shadow: { to: openai/gpt-4o, percent: 5, per-day-usd: 1 } }";
        assertThat(problems("routes: [ " + route.formatted("code") + ", " + route.formatted("math") + " ]"))
                .containsExactly(
                        "routes[0].name: must be given (got nothing)", "routes[1].name: must be given (got nothing)");
    }

    @Test
    void shouldNameTheNearestTaskStrategyAndVariable() {
        List<String> problems = problems("""
                routes:
                  - { name: a, match: { task: coding } }
                  - { name: b, strategy: cheapest, match: { tenant: b } }
                  - { name: c, strategy: split, match: { tenant: c } }
                  - { name: d, match: { when: "stream &&\\n  lang == 'de'" } }
                """);
        assertThat(problems).hasSize(4);
        assertThat(problems.get(0))
                .isEqualTo("routes[0].match.task: must be a known task, the nearest known is code (got \"coding\")");
        assertThat(problems.get(1)).endsWith("the nearest known is cheapest-capable (got \"cheapest\")");
        assertThat(problems.get(2)).endsWith("the nearest known is { split: {…} } (got \"split\")");
        assertThat(problems.get(3))
                .isEqualTo(
                        "routes[3].match.when: must be a condition in CEL: line 2, column 3: undeclared reference to 'lang', the nearest"
                                + " known is language (got \"stream && lang == 'de'\")");
    }

    private static List<String> problems(String rest) {
        return ConfigFile.problems(OPENAI + rest);
    }
}
