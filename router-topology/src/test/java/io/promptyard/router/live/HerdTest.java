package io.promptyard.router.live;

import static io.promptyard.router.fixture.Attempts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.CallTimeouts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.RateLimits;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Attempts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decisions, workers and what is seen of them, as a closed loop in steps of a hundredth of a second. */
class HerdTest {
    private static final Target SMALL = Attempts.FAST;
    private static final Target WIDE = Attempts.LIMITED;
    private static final Map<Target, Integer> PLACES = Map.of(SMALL, 4, WIDE, 64);
    private static final Map<Target, Long> MILLIS = Map.of(SMALL, 300L, WIDE, 1_000L);
    private static final int STEP = 10;
    /** 25 a second. */
    private static final int EVERY = 40;
    /** How late attempts are seen. */
    private static final int BLIND = 200;

    private final Backlog backlog = new Backlog();
    private final RouterConfig config = config(new Strategy.LowestLatency());
    private final AttemptLedger ledger = new AttemptLedger(() -> config, backlog);
    private final CostAwarePolicy pure = CostAwarePolicy.of(config);
    private final Releases releases = new Releases(config, backlog);
    private Snapshot latest = Snapshot.NOTHING;
    private final LivePolicy policy = LivePolicy.of(config, () -> latest, () -> releases);

    private final Map<Target, Deque<Waiting>> queues = new HashMap<>();
    private final List<Running> running = new ArrayList<>();
    private final List<ProviderAttempt> unseen = new ArrayList<>();
    private final Map<Target, Integer> sent = new HashMap<>();
    private final List<Long> times = new ArrayList<>();

    private record Waiting(String id, Instant since) {}

    private record Running(Target target, Waiting call, Instant end) {}

    @Test
    void shouldSpreadWhenTheFastTargetIsFull() {
        // Given
        for (Target target : PLACES.keySet()) {
            for (int i = 0; i < 10; i++) {
                ledger.take(answered("warm " + target + i, target, T0));
            }
        }
        // When: twelve seconds of 25 a second
        for (int at = 0; at < 40_000; at += STEP) {
            Instant now = T0.plusMillis(at);
            work(now);
            if (at % BLIND == 0) {
                see(now);
            }
            if (at < 12_000 && at % EVERY == 0) {
                ask("r" + at, now);
            }
        }
        // Then
        assertThat(times).hasSize(300);
        assertThat(sent.get(WIDE)).isBetween(90, 240);
        assertThat(times).allMatch(each -> each < 2_500);
        assertThat(times.stream().mapToLong(each -> each).average().orElseThrow())
                .isLessThan(1_200);
        assertThat(backlog.waiting()).isEmpty();
    }

    @Test
    void shouldRecordWhatWaitsSoThatTheDecisionCanBeMadeAgain() {
        // Given
        ledger.take(answered("warm", SMALL, T0));
        latest = ledger.snapshot(T0);
        ask("a", T0);
        // When
        Routed routed = (Routed) policy.decide(prompt("b"), T0);
        // Then
        assertThat(routed.record().candidates())
                .anySatisfy(each -> assertThat(each.targetState())
                        .isNotNull()
                        .satisfies(state -> assertThat(state.open()).isEqualTo(1)));
        assertThat(pure.decide(prompt("b"), T0, LiveState.recorded(routed.record())))
                .isEqualTo(routed);
    }

    @Test
    void shouldCountACallOnceAndForgetOneThatIsNeverBegun() {
        // Given
        backlog.released(new RequestId("r-a"), SMALL, T0.plusSeconds(9));
        backlog.released(new RequestId("r-a"), WIDE, T0.plusSeconds(9));
        backlog.released(new RequestId("r-b"), WIDE, T0.plusSeconds(5));
        backlog.released(new RequestId("r-c"), SMALL, T0.plusSeconds(9));
        Map<Target, Integer> before = backlog.waiting();
        // When: an end of an earlier call says nothing of the one that waits
        ledger.take(Attempts.failed("a", SMALL, T0));
        ledger.take(Attempts.started("c", SMALL, T0));
        ledger.snapshot(T0.plusSeconds(5));
        // Then
        assertThat(before).isEqualTo(Map.of(SMALL, 1, WIDE, 2));
        assertThat(backlog.waiting()).isEqualTo(Map.of(WIDE, 1));
    }

    private void ask(String id, Instant now) {
        Routed routed = (Routed) policy.decide(prompt(id), now);
        policy.acted(routed, now);
        Dispatch dispatch = routed.dispatch();
        sent.merge(dispatch.target(), 1, Integer::sum);
        queues.computeIfAbsent(dispatch.target(), each -> new ArrayDeque<>()).add(new Waiting(id, now));
    }

    private void work(Instant now) {
        running.removeIf(each -> {
            boolean over = !each.end().isAfter(now);
            if (over) {
                unseen.add(answered(each.call().id(), each.target(), now));
                times.add(Duration.between(each.call().since(), now).toMillis());
            }
            return over;
        });
        queues.forEach((target, queue) -> {
            long busy = running.stream()
                    .filter(each -> each.target().equals(target))
                    .count();
            for (; busy < PLACES.get(target) && !queue.isEmpty(); busy++) {
                Waiting next = queue.remove();
                unseen.add(Attempts.started(next.id(), target, now));
                running.add(new Running(target, next, now.plusMillis(MILLIS.get(target))));
            }
        });
    }

    private void see(Instant now) {
        unseen.forEach(ledger::take);
        unseen.clear();
        latest = ledger.snapshot(now);
    }

    private static ProviderAttempt answered(String id, Target target, Instant at) {
        return Attempts.answered(id, target, at, MILLIS.get(target), 100L, 10, 300, 0);
    }

    private static ClassifiedPrompt prompt(String id) {
        PromptRequest request = PromptRequest.of(new RequestId("r-" + id), T0, PromptBody.ofUser("hello"));
        Classification classification =
                new Classification("test", Task.CHAT, 1, "", "en", 100, 0.5, Map.of(), Map.of(), 1);
        return new ClassifiedPrompt(request, classification, List.of(), T0.plusSeconds(60), "");
    }

    private static RouterConfig config(Strategy strategy) {
        RouterConfig plain = Attempts.config();
        TreeMap<ProviderId, ProviderConfig> providers = new TreeMap<>();
        PLACES.forEach((target, places) -> providers.put(
                target.provider(),
                ProviderConfig.at(
                                target.provider(),
                                "openai",
                                plain.providers().get(target.provider()).baseUrl())
                        .regions(List.of("eu"))
                        .zeroRetention(true)
                        .maxConcurrency(places)
                        .lookAhead(8)
                        .limits(RateLimits.NONE)
                        .timeouts(CallTimeouts.DEFAULTS)
                        .build()));
        return new RouterConfig(
                plain.version(),
                providers,
                plain.catalogue(),
                plain.aliases(),
                plain.groups(),
                List.of(new RouteConfig("fast", RouteMatch.ALL, strategy, null, null, false)),
                List.of(),
                plain.retries());
    }
}
