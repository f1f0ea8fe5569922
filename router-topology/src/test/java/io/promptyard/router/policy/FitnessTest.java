package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.SMALL;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitnessTest {
    private static final Instant LATER = T0.plusSeconds(30);

    private final PolicyFixture world =
            PolicyFixture.world().route(new Strategy.Priority(List.of(EURO, BOTH, PREMIUM)));

    @Test
    void shouldLeaveOutTheTargetWhenItsCircuitIsOpenAndAnotherIsPermitted() {
        // When
        Routed routed = decide(unfit(State.OPEN, EURO));

        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        Candidate left = candidate(routed, EURO);
        assertThat(left.state()).isEqualTo(Candidate.State.REMOVED);
        assertThat(left.reason()).isEqualTo("circuit-open");
        assertThat(left.detail()).isEqualTo("until " + LATER);
        assertThat(left.score()).as("its figures stand").isNotNull();
    }

    @Test
    void shouldLeaveOutTheTargetWhenItCools() {
        // When
        Routed routed = decide(unfit(State.COOLING, EURO, BOTH));

        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(candidate(routed, BOTH).reason()).isEqualTo("cooling");
        assertThat(routed.dispatch().alternatives())
                .as("they may be well by then")
                .isEqualTo(2);
    }

    @Test
    void shouldGoAsEverWhenNobodyWhoIsPermittedIsFit() {
        // When
        Routed routed = decide(unfit(State.OPEN, EURO, BOTH, PREMIUM));

        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(candidate(routed, BOTH).targetState())
                .as("for whoever waits")
                .isNotNull();
    }

    @Test
    void shouldGoThereAgainWhenItsTimeIsOver() {
        // When
        RouteDecision decision = CostAwarePolicy.of(world.config())
                .decide(PolicyFixture.prompt(PolicyFixture.request()), LATER, unfit(State.OPEN, EURO));

        // Then
        assertThat(((Routed) decision).dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldGoToTheModelThatWasNamedWhenItIsTheOnlyOne() {
        // Given
        ClassifiedPrompt named = PolicyFixture.prompt(PolicyFixture.request().withModel(EURO.toString()));

        // When
        RouteDecision decision = CostAwarePolicy.of(world.config()).decide(named, T0, unfit(State.OPEN, EURO));

        // Then
        assertThat(((Routed) decision).dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldAskTheSubstituteWhenTheModelThatWasNamedIsNotFit() {
        // Given
        PolicyFixture other = PolicyFixture.world().route(new Strategy.Priority(List.of(BOTH)), null, null, true);
        ClassifiedPrompt named = PolicyFixture.prompt(PolicyFixture.request().withModel(EURO.toString()));

        // When
        RouteDecision decision = CostAwarePolicy.of(other.config()).decide(named, T0, unfit(State.OPEN, EURO));

        // Then
        assertThat(((Routed) decision).dispatch().target()).isEqualTo(BOTH);
    }

    @Test
    void shouldNotRefuseForMoneyWhenOneThatIsNotFitIsWithinTheCeiling() {
        // Given
        PolicyFixture capped = PolicyFixture.world()
                .route(new Strategy.Priority(List.of(SMALL, PREMIUM)))
                .ceiling("0.001", CeilingConfig.Over.REFUSE);

        // When
        RouteDecision decision = CostAwarePolicy.of(capped.config())
                .decide(PolicyFixture.prompt(PolicyFixture.request()), T0, unfit(State.OPEN, SMALL));

        // Then
        assertThat(((Routed) decision).dispatch().target()).isEqualTo(SMALL);
    }

    private Routed decide(LiveState live) {
        return (Routed)
                CostAwarePolicy.of(world.config()).decide(PolicyFixture.prompt(PolicyFixture.request()), T0, live);
    }

    private static LiveState unfit(State state, Target... targets) {
        Map<Target, TargetState> states = new HashMap<>();
        for (Target target : targets) {
            states.put(target, new TargetState(0, null, null, 0, null, 0, LATER, state));
        }
        return FixedState.of(states);
    }

    private static Candidate candidate(Routed routed, Target target) {
        return routed.record().candidates().stream()
                .filter(each -> each.target().equals(target))
                .findFirst()
                .orElseThrow();
    }
}
