package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShadowSectionTest {
    private static final Target GPT = Target.parse("openai/gpt-4o");
    private static final Target MINI = Target.parse("openai/gpt-4o-mini");
    private static final String FILE = """
            providers: { openai: { dialect: openai } }
            aliases: { small: openai/gpt-4o-mini }
            ceilings: [ %s ]
            routes: [ { name: r, match: { endpoint: e }, %s }, { name: rest, %s } ]
            """;

    @Test
    void shouldReadItWithItsDefaults() {
        // When
        ShadowConfig read = read("shadow: { to: small, percent: 2.5, per-day-usd: 3 }");
        // Then
        assertThat(read)
                .isEqualTo(new ShadowConfig(
                        "r-shadow",
                        "id",
                        2.5,
                        List.of(MINI),
                        budget("shadow:r-shadow", Map.of(BudgetWindow.DAY, BigDecimal.valueOf(3)), ZoneOffset.UTC),
                        8));
    }

    @Test
    void shouldReadAllOfIt() {
        // When
        ShadowConfig read =
                read("shadow: { name: trial, to: [small, openai/gpt-4o], percent: 100, by: tag:team, per-hour-usd: 1,"
                        + " per-month-usd: 20, time-zone: Europe/Berlin, max-open: 2 }");
        // Then
        assertThat(read)
                .isEqualTo(new ShadowConfig(
                        "trial",
                        "tag:team",
                        100,
                        List.of(MINI, GPT),
                        budget(
                                "shadow:trial",
                                Map.of(BudgetWindow.HOUR, BigDecimal.ONE, BudgetWindow.MONTH, BigDecimal.valueOf(20)),
                                ZoneId.of("Europe/Berlin")),
                        2));
    }

    @Test
    void shouldTellEveryProblem() {
        // When // Then
        assertThat(problems(
                        "shadow: { by: colour, percent: 101, arms: [], max-open: 0 }", "strategy: cheapest-capable"))
                .containsExactlyInAnyOrder(
                        "routes[0].shadow: must hold a budget of its own, such as per-day-usd (got none)",
                        "routes[0].shadow.by: must be conversation, tenant, id or tag:NAME, default id (got \"colour\")",
                        "routes[0].shadow.to: must be given (got nothing)",
                        "routes[0].shadow.percent: must be a number from 0 to 100 (got 101)",
                        "routes[0].shadow.max-open: must be a whole number from 1 to 10000, default 8 (got 0)",
                        "routes[0].shadow.arms: unknown key (got arms)");
        assertThat(problems(
                        "shadow: { to: openai/nope, percent: 1, per-day-usd: 1, name: one }",
                        "shadow: { to: small, percent: 1, per-day-usd: 1, name: one }"))
                .contains("routes[1].shadow.name: must be given and be no other shadow's (got one)")
                .anyMatch(problem -> problem.startsWith("routes[0].shadow.to[0]: unknown model"));
    }

    @Test
    void shouldNotKeepItsSpendUnderTheNameOfACeiling() {
        // When // Then
        assertThat(ConfigFile.problems(FILE.formatted(
                        "{ name: \"shadow:r-shadow\", per-day-usd: 1 }",
                        "shadow: { to: small, percent: 1, per-day-usd: 1 }",
                        "strategy: cheapest-capable")))
                .containsExactly(
                        "routes[0].shadow.name: must not make the name of a ceiling's budget (got shadow:r-shadow)");
    }

    @Test
    void shouldSayWhichBudgetsThereAreAsGraphsDependOnThem() {
        // When
        RouterConfig shadowed = config("", "shadow: { to: small, percent: 1, per-day-usd: 1 }");
        RouterConfig both =
                config("{ name: all, per-day-usd: 1 }", "shadow: { to: small, percent: 1, per-day-usd: 1 }");
        RouterConfig none = config("", "strategy: cheapest-capable");
        // Then
        assertThat(List.of(shadowed.budgetKinds(), both.budgetKinds(), none.budgetKinds()))
                .containsExactly("none, of shadows", "some, of shadows", "none");
        assertThat(shadowed.hasBudgets()).isFalse();
        assertThat(shadowed.hasKeeper()).isTrue();
        assertThat(none.hasKeeper()).isFalse();
    }

    private static BudgetConfig budget(String name, Map<BudgetWindow, BigDecimal> limits, ZoneId zone) {
        return new BudgetConfig(name, limits, zone, List.of(), Set.of(), Set.of());
    }

    private static List<String> problems(String first, String second) {
        return ConfigFile.problems(FILE.formatted("", first, second));
    }

    private static ShadowConfig read(String shadow) {
        return config("", shadow).routes().getFirst().shadow();
    }

    private static RouterConfig config(String ceilings, String shadow) {
        return ConfigFile.read(FILE.formatted(ceilings, shadow, "strategy: cheapest-capable"))
                .orThrow()
                .router();
    }
}
