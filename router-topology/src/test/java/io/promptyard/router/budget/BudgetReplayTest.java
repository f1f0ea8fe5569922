package io.promptyard.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.Budgets;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.router.replay.DryReplay;
import io.promptyard.router.replay.RecordedCall;
import io.promptyard.router.replay.RecordedCase;
import io.promptyard.router.replay.RecordedOutcome;
import io.promptyard.router.replay.report.ReplayReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Budgets in a replay, against a running system that is made here: a policy, a desk, calls that end at random, and others that spend. */
class BudgetReplayTest {
    private static final int PROMPTS = 60;

    @Property(tries = 150)
    void shouldJudgeEveryPromptAsRecordedWhenTheConfigurationIsTheRecordedOne(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        RouterConfig config = config(
                Over.values()[random.nextInt(3)], Over.values()[random.nextInt(3)], 5 + random.nextInt(60), "0.15");
        List<RecordedCase> log = new Yard(config, random).run();
        // When
        DryReplay replay = new DryReplay(config, DryOptions.of("test"));
        log.forEach(replay::add);
        ReplayReport report = replay.report(Prompts.START, null, null);
        // Then
        assertThat(replay.check().compared()).isEqualTo(log.size()).isPositive();
        assertThat(replay.check().different()).as(replay.check().words()).isZero();
        assertThat(report.counts().unchanged()).isEqualTo(log.size());
    }

    @Test
    void shouldRefuseWhatASmallerBudgetHasNotEnoughForAndServeWhatALargerOneHas() {
        // Given
        List<RecordedCase> log = new Yard(config(Over.REFUSE, Over.REFUSE, 1_000, "0.15"), new Random(1)).run();
        long refused =
                log.stream().filter(each -> each.decision().target() == null).count();
        // When
        ReplayReport smaller = replayed(log, config(Over.REFUSE, Over.REFUSE, 1_000, "0.08"));
        ReplayReport larger = replayed(log, config(Over.REFUSE, Over.REFUSE, 1_000, "1000"));
        ReplayReport none = replayed(log, config(List.of()));
        // Then
        assertThat(refused).isPositive();
        assertThat(smaller.counts().newlyRefused()).isPositive();
        assertThat(smaller.counts().newlyServed()).isZero();
        assertThat(larger.counts().newlyServed()).isEqualTo(refused);
        assertThat(none.counts().newlyServed()).isEqualTo(refused);
        assertThat(smaller.total().candidate().refused())
                .isEqualTo(refused + smaller.counts().newlyRefused());
        assertThat(smaller.notes()).anyMatch(note -> note.contains("held against the candidate's budgets"));
    }

    @Test
    void shouldKeepNoMoreThanIsOpenHoweverLongTheLogIs() {
        // Given
        RouterConfig config = config(Over.REFUSE, Over.REFUSE, 20, "0.15");
        BudgetReplay budgets = new BudgetReplay(config);
        CostAwarePolicy policy = CostAwarePolicy.of(config);
        List<RoutingDecision> judged = new ArrayList<>();
        // When
        int most = 0;
        for (int i = 0; i < 20_000; i++) {
            Instant at = Prompts.START.plusSeconds(i);
            RouteDecision.Routed routed =
                    (RouteDecision.Routed) policy.decide(Prompts.classified(Prompts.prompt("p-" + i)), Prompts.START);
            RoutingDecision was = routed.record()
                    .judged(routed.record().candidates(), routed.record().target(), null, at, List.of());
            budgets.ask(
                    routed,
                    was,
                    target -> new BudgetReplay.Ending(at.plusSeconds(5), new BigDecimal("0.001"), 10L),
                    judged::add);
            most = Math.max(most, budgets.kept());
        }
        budgets.finish();
        // Then
        assertThat(judged).hasSize(20_000);
        assertThat(most).isLessThan(200);
    }

    private static ReplayReport replayed(List<RecordedCase> log, RouterConfig candidate) {
        DryReplay replay = new DryReplay(candidate, DryOptions.of("test"));
        log.forEach(replay::add);
        return replay.report(Prompts.START, null, null);
    }

    private static RouterConfig config(Over money, Over rates, long requests, String usd) {
        return config(List.of(
                new CeilingConfig(
                        RouteMatch.ALL,
                        null,
                        money,
                        budget("team", Map.of(BudgetWindow.HOUR, new BigDecimal(usd)), Map.of())),
                new CeilingConfig(
                        RouteMatch.ALL,
                        null,
                        rates,
                        budget("rate", Map.of(), Map.of(BudgetUnit.REQUESTS, requests, BudgetUnit.TOKENS, 40_000L)))));
    }

    private static BudgetConfig budget(String name, Map<BudgetWindow, BigDecimal> limits, Map<BudgetUnit, Long> rates) {
        return new BudgetConfig(name, limits, ZoneOffset.UTC, List.of(), Set.of(), Set.of(), rates);
    }

    private static RouterConfig config(List<CeilingConfig> ceilings) {
        RouterConfig plain = Configs.config();
        return new RouterConfig(
                "v1",
                plain.providers(),
                plain.catalogue(),
                Map.of(),
                Map.of(),
                List.of(new RouteConfig("default", RouteMatch.ALL, new Strategy.BestQuality(), 0.1, null, false)),
                ceilings,
                plain.retries());
    }

    /** A running system in event time. */
    private static final class Yard {
        private final CostAwarePolicy policy;
        private final Desk desk;
        private final Random random;
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
        private final Map<String, RecordedOutcome> outcomes = new HashMap<>();
        private final List<Judged> judged = new ArrayList<>();
        private int number;

        private record Event(Instant at, int number, Runnable run) {}

        private record Judged(PromptRequest request, RoutingDecision decision) {}

        Yard(RouterConfig config, Random random) {
            this.policy = CostAwarePolicy.of(config);
            this.random = random;
            Budgets budgets = new Budgets(config.ceilings());
            this.desk = new Desk(
                    () -> budgets,
                    new Ledger(new MemoryBook<>(never -> false), new MemoryBook<>(never -> false)),
                    config.retries().requestTimeout());
        }

        List<RecordedCase> run() {
            Instant at = Prompts.START;
            for (int i = 0; i < PROMPTS; i++) {
                at = at.plusMillis(random.nextInt(4_000));
                PromptRequest request = Prompts.prompt("p-" + i);
                Instant when = at;
                at(at, () -> decide(request, when, true));
                if (random.nextInt(3) == 0) {
                    PromptRequest other = Prompts.prompt("elsewhere-" + i);
                    at(at, () -> decide(other, when, false));
                }
            }
            while (!events.isEmpty()) {
                events.remove().run().run();
            }
            return judged.stream()
                    .map(each -> new RecordedCase(
                            each.request(),
                            each.decision(),
                            outcomes.getOrDefault(each.decision().id().value(), RecordedOutcome.NONE)))
                    .toList();
        }

        private void at(Instant when, Runnable run) {
            events.add(new Event(when, number++, run));
        }

        private void decide(PromptRequest request, Instant now, boolean logged) {
            RouteDecision decision = policy.decide(Prompts.classified(request), now);
            RouteDecision.Routed routed = (RouteDecision.Routed) decision;
            Reservation asked = new Reservation(routed.dispatch(), routed.record(), routed.options(), "");
            ask(request, asked, false, now.plusMillis(random.nextInt(50)), logged);
        }

        private void ask(PromptRequest request, Reservation asked, boolean again, Instant now, boolean logged) {
            at(now, () -> {
                switch (again ? desk.askAgain(asked, now) : desk.ask(asked, now)) {
                    case Desk.Answer.Judged answer -> judged(request, answer.reservation(), now, logged);
                    case Desk.Answer.Wait wait ->
                        ask(request, asked, true, wait.at().plusMillis(random.nextInt(9)), logged);
                    case Desk.Answer.Known known -> throw new AssertionError("asked twice");
                }
            });
        }

        private void judged(PromptRequest request, Reservation answer, Instant now, boolean logged) {
            if (logged) {
                judged.add(new Judged(request, answer.decision()));
            }
            if (answer.refusal() != null) {
                return;
            }
            Instant end = now.plusMillis(random.nextInt(20_000));
            BigDecimal cost = random.nextInt(5) == 0 ? null : new BigDecimal(random.nextInt(50)).movePointLeft(4);
            Long tokens = random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(2_000));
            String id = request.id().value();
            at(end, () -> desk.settle(id, new Settled(1, cost, tokens, ""), end));
            outcomes.put(
                    id,
                    RecordedOutcome.NONE.with(new RecordedCall(
                            id + "/1",
                            1,
                            end,
                            answer.dispatch().target(),
                            random.nextBoolean(),
                            FailureKind.TIMEOUT,
                            null,
                            null,
                            10L,
                            null,
                            tokens,
                            cost,
                            1)));
        }
    }
}
