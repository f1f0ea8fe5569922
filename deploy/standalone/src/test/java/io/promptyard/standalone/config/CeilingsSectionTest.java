package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetConfig.Per;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.ConfigProblem;
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
                read("{ name: a, per: [tenant, endpoint, route, provider, model, tag:team], per-minute-usd: 1,"
                        + " per-hour-usd: 2, per-day-usd: 3, per-week-usd: 4, per-month-usd: 5.5, time-zone: Europe/Berlin,"
                        + " providers: [openai], routes: [default], over: queue }");
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
                                new Per(Per.Kind.ENDPOINT, ""),
                                new Per(Per.Kind.ROUTE, ""),
                                new Per(Per.Kind.PROVIDER, ""),
                                new Per(Per.Kind.MODEL, ""),
                                new Per(Per.Kind.TAG, "team")),
                        Set.of("default"),
                        Set.of("openai")));
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
                  - { per-day-usd: 1, per: [key, "tag:"], time-zone: Mars/Olympus }
                  - { per-day-usd: 2, routes: [nowhere], providers: [nobody] }
                """);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "ceilings[0].over: must be downgrade, queue or refuse (got \"never\")",
                        "ceilings[0]: must hold per-request-usd or a window such as per-day-usd (got neither)",
                        "ceilings[1].over: must be downgrade or refuse with per-request-usd (got queue)",
                        "ceilings[2]: must not hold per-request-usd with per, routes or providers (got both)",
                        "ceilings[3].per[0]: must be tenant, endpoint, route, provider, model or tag:NAME (got \"key\")",
                        "ceilings[3].per[1]: must be tenant, endpoint, route, provider, model or tag:NAME (got \"tag:\")",
                        "ceilings[3].time-zone: must be a time zone such as Europe/Berlin (got \"Mars/Olympus\")",
                        "ceilings[4].name: must be given and not be that of ceilings[3] (got all)",
                        "ceilings[4].routes: unknown route (got nowhere)",
                        "ceilings[4].providers: unknown provider (got nobody)");
    }

    @Test
    void shouldSayThatItIsNotBuiltWhenARateIsLimited() {
        // When
        ConfigReading reading = new ConfigLoader(Map.of(), Map.of()).read(ConfigFile.SMALL + """
                ceilings:
                  - { requests-per-minute: 60 }
                  - { per-day-usd: 2, tokens-per-minute: 1000 }
                """);
        // Then
        assertThat(reading.errors()).isEmpty();
        assertThat(reading.notBuilt())
                .extracting(ConfigProblem::toString)
                .containsExactlyInAnyOrder(
                        "ceilings[0].requests-per-minute: not built yet (got 60)",
                        "ceilings[1].tokens-per-minute: not built yet (got 1000)");
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
