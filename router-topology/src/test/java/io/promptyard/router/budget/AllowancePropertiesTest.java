package io.promptyard.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Allowance;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.own.Allowances;
import io.promptyard.router.own.Purse;
import io.promptyard.router.own.Purse.Ticket;
import io.promptyard.router.policy.Budgets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Several processes spend from one budget, some die, and the keeper hears of all of it late. */
class AllowancePropertiesTest {
    private static final BigDecimal LIMIT = BigDecimal.TEN;
    private static final String BUDGET = ShadowConfig.budgetOf("trial");
    private static final int STEPS = 400;

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final AtomicInteger ids = new AtomicInteger();
    private final MapBook<Account> accounts = new MapBook<>();
    private final Ledger ledger = new Ledger(accounts, new MapBook<>());
    private final AllowanceDesk desk = new AllowanceDesk(() -> Budgets.of(config()), ledger, Duration.ofMinutes(5));
    private final Deque<Allowance> topic = new ArrayDeque<>();
    private final List<Process> processes = new ArrayList<>();
    /** What calls have cost in truth, and what those that are open can cost at most. */
    private BigDecimal spent = BigDecimal.ZERO;

    private record Call(Ticket ticket, BigDecimal bound) {}

    private final class Process {
        final Allowances allowances = new Allowances(topic::add, clock, () -> "a-" + ids.incrementAndGet());
        final Purse purse = allowances.of(Purpose.SHADOW, BUDGET, Configs.GPT);
        final List<Call> calls = new ArrayList<>();
    }

    @Property(tries = 200)
    void shouldNeverSpendMoreThanTheBudgetAndEndAtTheSumOfAllCalls(@ForAll long seed) {
        // Given
        AllowancePropertiesTest fresh = new AllowancePropertiesTest();
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            fresh.processes.add(fresh.new Process());
        }
        // When // Then
        boolean died = false;
        for (int step = 0; step < STEPS; step++) {
            died |= fresh.step(random);
            fresh.assertNothingIsOver();
        }
        fresh.settleAll(random);
        BigDecimal booked = fresh.booked();
        assertThat(fresh.reserved()).isZero();
        if (died) {
            assertThat(booked).isGreaterThanOrEqualTo(fresh.spent).isLessThanOrEqualTo(LIMIT);
        } else {
            assertThat(booked).isEqualByComparingTo(fresh.spent);
        }
    }

    private boolean step(Random random) {
        Process process = processes.get(random.nextInt(processes.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> {
                BigDecimal bound = BigDecimal.valueOf(1 + random.nextInt(40), 2);
                process.purse.take(bound).ifPresent(ticket -> process.calls.add(new Call(ticket, bound)));
            }
            case 4, 5, 6 -> end(process, random);
            case 7 -> clock.advance(Duration.ofSeconds(random.nextInt(20)));
            case 8 -> keep(random.nextInt(4));
            default -> {
                process.allowances.tick();
                if (random.nextInt(12) == 0) { // dies: what it had open is billed, and nobody says so
                    process.calls.forEach(call -> spent = spent.add(call.bound()));
                    processes.set(processes.indexOf(process), new Process());
                    return true;
                }
            }
        }
        return false;
    }

    private void end(Process process, Random random) {
        if (!process.calls.isEmpty()) {
            Call call = process.calls.remove(random.nextInt(process.calls.size()));
            BigDecimal cost = call.bound().multiply(BigDecimal.valueOf(random.nextInt(101), 2));
            spent = spent.add(cost);
            call.ticket().paid(cost);
        }
    }

    private void keep(int records) {
        for (int i = 0; i < records && !topic.isEmpty(); i++) {
            desk.hear(topic.poll(), clock.instant(), wanted -> false)
                    .ifPresent(answer -> processes.forEach(each -> each.allowances.heard(answer)));
        }
        ledger.sweep(clock.instant());
    }

    private void settleAll(Random random) {
        for (Process process : processes) {
            while (!process.calls.isEmpty()) {
                end(process, random);
            }
            process.allowances.close();
        }
        while (!topic.isEmpty()) {
            keep(10);
        }
        clock.advance(Duration.ofHours(1));
        ledger.sweep(clock.instant());
    }

    private void assertNothingIsOver() {
        BigDecimal open = processes.stream()
                .flatMap(each -> each.calls.stream())
                .map(Call::bound)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(spent.add(open)).isLessThanOrEqualTo(LIMIT);
        assertThat(booked().add(reserved())).isLessThanOrEqualTo(LIMIT);
    }

    private BigDecimal booked() {
        return accounts.notes.values().stream().map(Account::spent).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal reserved() {
        return accounts.notes.values().stream().map(Account::reserved).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RouterConfig config() {
        RouterConfig plain = Configs.config();
        BudgetConfig budget = new BudgetConfig(
                BUDGET, Map.of(BudgetWindow.MONTH, LIMIT), ZoneOffset.UTC, List.of(), Set.of(), Set.of());
        RouteConfig route = new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.CheapestCapable(),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                new ShadowConfig("trial", "id", 100, List.of(Configs.GPT), budget, 8));
        return new RouterConfig(
                plain.version(),
                plain.providers(),
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                List.of(route),
                List.of(),
                plain.retries());
    }
}
