package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CeilingsSectionTest {
    @Test
    void shouldReadEveryKey() {
        // When
        CeilingConfig read =
                read("{ name: a, per: [tenant, key, endpoint, route, provider, model, tag:team], per-minute-usd: 1,"
                        + " per-hour-usd: 2, per-day-usd: 3, per-week-usd: 4, per-month-usd: 5.5, time-zone: Europe/Berlin,"
                        + " providers: [openai], routes: [default], over: queue, requests-per-minute: 60,"
                        + " tokens-per-minute: 90000 }");
        // Then
        assertThat(read.over()).isEqualTo(Over.QUEUE);
        assertThat(read.perRequestUsd()).isNull();
        assertThat(read.budget())
                .isEqualTo(new BudgetConfig(
                        "a",
                        Map.of(
                                BudgetWindow.MINUTE, BigDecimal.ONE,
                                BudgetWindow.HOUR, BigDecimal.TWO,
                                BudgetWindow.DAY, new BigDecimal(3),
                                BudgetWindow.WEEK, new BigDecimal(4),
                                BudgetWindow.MONTH, new BigDecimal("5.5")),
                        ZoneId.of("Europe/Berlin"),
                        List.of(
                                new Per(Per.Kind.TENANT, ""),
                                new Per(Per.Kind.KEY, ""),
                                new Per(Per.Kind.ENDPOINT, ""),
                                new Per(Per.Kind.ROUTE, ""),
                                new Per(Per.Kind.PROVIDER, ""),
                                new Per(Per.Kind.MODEL, ""),
                                new Per(Per.Kind.TAG, "team")),
                        Set.of("default"),
                        Set.of("openai"),
                        Map.of(BudgetUnit.REQUESTS, 60L, BudgetUnit.TOKENS, 90_000L)));
    }

    @Test
    void shouldNameABudgetByItsMatchWhenItHasNoName() {
        // When
        BudgetConfig read = read("{ match: { endpoint: [web, app], tenant: acme }, per-day-usd: 3 }")
                .budget();
        // Then
        assertThat(read.name()).isEqualTo("app+web+acme");
        assertThat(read.zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void shouldHoldNoBudgetWhenItSpeaksOfRequestsAlone() {
        // When
        CeilingConfig read = read("{ per-request-usd: 0.02, over: downgrade }");
        // Then
        assertThat(read.budget()).isNull();
        assertThat(read.over()).isEqualTo(Over.DOWNGRADE);
    }

    @Test
    void shouldNameEveryProblemWhenThereAreSeveral() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + """
                ceilings:
                  - { over: never }
                  - { per-request-usd: 1, over: queue }
                  - { per-request-usd: 1, per: tenant, per-day-usd: 1, name: aside }
                  - { per-day-usd: 1, per: [keys, "tag:"], time-zone: Mars/Olympus }
                  - { per-day-usd: 2, routes: [nowhere], providers: [nobody], requests-per-minute: 0, tokens-per-minute: few }
                """);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "ceilings[0].over: must be downgrade, queue or refuse, default refuse (got \"never\")",
                        "ceilings[0]: must hold per-request-usd, a window such as per-day-usd or a limit such as"
                                + " requests-per-minute (got none)",
                        "ceilings[1].over: must be downgrade or refuse with per-request-usd (got queue)",
                        "ceilings[2]: must not hold per-request-usd with per, routes or providers (got both)",
                        "ceilings[3].per[0]: must be tenant, key, endpoint, route, provider, model or tag:NAME (got \"keys\")",
                        "ceilings[3].per[1]: must be tenant, key, endpoint, route, provider, model or tag:NAME (got \"tag:\")",
                        "ceilings[3].time-zone: must be a time zone such as Europe/Berlin, default UTC (got \"Mars/Olympus\")",
                        "ceilings[4].name: must be given and not be that of ceilings[3] (got all)",
                        "ceilings[4].requests-per-minute: must be a whole number from 1 to 100000000000 (got 0)",
                        "ceilings[4].tokens-per-minute: must be a whole number from 1 to 100000000000 (got \"few\")",
                        "ceilings[4].routes: unknown route, the only known is default (got nowhere)",
                        "ceilings[4].providers: unknown provider, the only known is openai (got nobody)");
    }

    @Test
    void shouldHoldABudgetWhenOnlyARateIsLimited() {
        // When
        BudgetConfig read = read("{ requests-per-minute: 60, per: key }").budget();
        // Then
        assertThat(read.limits()).isEmpty();
        assertThat(read.rates()).containsExactly(Map.entry(BudgetUnit.REQUESTS, 60L));
    }

    private static CeilingConfig read(String ceiling) {
        return new ConfigLoader(Map.of(), Map.of())
                .read(ConfigFile.SMALL + "ceilings:\n  - " + ceiling + "\n")
                .orThrow()
                .router()
                .ceilings()
                .getFirst();
    }
}
