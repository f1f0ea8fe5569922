package io.promptyard.router.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.fixture.Attempts;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.LiveState;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import io.promptyard.router.policy.RouteDecision.Waiting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LivePolicyTest {
    private final CostAwarePolicy pure = CostAwarePolicy.of(Attempts.config());

    @Test
    void shouldTakeTurnsSoThatSharesAreExact() {
        // Given
        LivePolicy policy = new LivePolicy(pure, () -> Snapshot.NOTHING);
        // When
        List<Target> chosen = new ArrayList<>();
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Routed routed = (Routed) policy.decide(prompt("r" + i), Attempts.T0);
            chosen.add(routed.dispatch().target());
            turns.add(routed.record().turn());
        }
        // Then
        assertThat(chosen).filteredOn(Attempts.FAST::equals).hasSize(5);
        assertThat(turns).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void shouldSpendNoTurnOnWhoIsGivenNoShare() {
        // Given
        LivePolicy policy = new LivePolicy(pure, () -> Snapshot.NOTHING);
        List<RouteDecision> none = new ArrayList<>();
        // When
        Long first = turn(policy.decide(prompt("r0"), Attempts.T0));
        none.add(policy.decide(asking("named", Attempts.FAST.toString()), Attempts.T0));
        none.add(policy.decide(asking("unknown", "no-such-model"), Attempts.T0));
        none.add(policy.decide(prompt("late"), Attempts.T0.plusSeconds(60)));
        Long second = turn(policy.decide(prompt("r1"), Attempts.T0));
        // Then
        assertThat(none).extracting(LivePolicyTest::turn).containsOnlyNulls();
        assertThat(List.of(first, second)).containsExactly(0L, 1L);
    }

    @Test
    void shouldGiveTheTurnBackWhenTheShareIsOverACeiling() {
        // Given
        RouterConfig plain = Attempts.config();
        CeilingConfig tiny = new CeilingConfig(RouteMatch.ALL, new BigDecimal("0.000000001"), Over.REFUSE);
        LivePolicy policy = new LivePolicy(
                CostAwarePolicy.of(new RouterConfig(
                        plain.version(),
                        plain.providers(),
                        plain.catalogue(),
                        plain.aliases(),
                        plain.groups(),
                        plain.routes(),
                        List.of(tiny),
                        plain.retries())),
                () -> Snapshot.NOTHING);
        // When
        RouteDecision first = policy.decide(prompt("r0"), Attempts.T0);
        policy.withdrawn(first);
        RouteDecision second = policy.decide(prompt("r1"), Attempts.T0);
        // Then
        assertThat(first).isInstanceOf(Unroutable.class);
        assertThat(List.of(turn(first), turn(second))).containsExactly(0L, 0L);
    }

    @Test
    void shouldRecordWhatWasKnownSoThatTheDecisionCanBeMadeAgain() {
        // Given
        TargetState state = new TargetState(2, 120.5, 33.25, 1, 0.75, 0.5);
        Snapshot snapshot = new Snapshot(Map.of(Attempts.FAST, state), Map.of(Task.CHAT, 77L));
        LivePolicy policy = new LivePolicy(pure, () -> snapshot);
        policy.decide(prompt("before"), Attempts.T0);
        // When
        RouteDecision decision = policy.decide(prompt("r"), Attempts.T0);
        // Then
        assertThat(decision.record().predictedOutputTokens()).isEqualTo(77);
        assertThat(decision.record().candidates()).anyMatch(each -> state.equals(each.targetState()));
        assertThat(pure.decide(prompt("r"), Attempts.T0, LiveState.recorded(decision.record())))
                .isEqualTo(decision);
    }

    @Test
    void shouldTakeTheLatestWordOnWhenATargetTakesCalls() {
        // Given
        TargetState soon = TargetState.UNSEEN.notBefore(Attempts.T0.plusSeconds(10));
        TargetState late = TargetState.UNSEEN.notBefore(Attempts.T0.plusSeconds(40));
        Snapshot snapshot = new Snapshot(
                Map.of(Attempts.FAST, soon, Attempts.LIMITED, late),
                Map.of(),
                Map.of(Attempts.FAST, Attempts.T0.plusSeconds(20), Attempts.LIMITED, Attempts.T0.plusSeconds(30)),
                Map.of());
        // When
        Waiting waiting = (Waiting) new LivePolicy(pure, () -> snapshot).decide(prompt("r"), Attempts.T0);
        // Then
        assertThat(waiting.until()).isEqualTo(Attempts.T0.plusSeconds(20));
        assertThat(waiting.record().candidates())
                .extracting(Candidate::detail)
                .containsExactlyInAnyOrder("until 2026-10-01T12:00:20Z", "until 2026-10-01T12:00:40Z");
    }

    private static @Nullable Long turn(RouteDecision decision) {
        return decision.record().turn();
    }

    private static ClassifiedPrompt prompt(String id) {
        return classified(PromptRequest.of(new RequestId(id), Attempts.T0, PromptBody.ofUser("hello")));
    }

    private static ClassifiedPrompt asking(String id, String model) {
        return classified(PromptRequest.of(new RequestId(id), Attempts.T0, PromptBody.ofUser("hello"))
                .withModel(model));
    }

    private static ClassifiedPrompt classified(PromptRequest request) {
        Classification classification =
                new Classification("test", Task.CHAT, 1, "", "en", 100, 0.5, Map.of(), Map.of(), 1);
        return new ClassifiedPrompt(request, classification, List.of(), Attempts.T0.plusSeconds(60), "");
    }
}
