package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.SMALL;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Candidate;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.ShadowChoice;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.ShadowConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which prompts have a copy, where it goes, and what decisions say of it. */
class ShadowingTest {
    private static final int MANY = 10_000;

    private final PolicyFixture world = PolicyFixture.world();

    @Test
    void shouldSendACopyUnderItsOwnIdForNobodyWhoWaits() {
        // Given
        PromptRequest request = new PromptRequest(
                new RequestId("r-1"),
                T0,
                null,
                "acme",
                "default",
                Map.of("team", "x"),
                "auto",
                Constraints.NONE,
                PromptBody.ofUser("hello"),
                true,
                null,
                "00-trace",
                3);
        // When
        Routed routed = decide("id", 100, PolicyFixture.prompt(request), SMALL);
        // Then
        ShadowCall call = routed.shadow();
        assertThat(routed.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(call.dispatch().target()).isEqualTo(SMALL);
        assertThat(call.dispatch().id()).isEqualTo(new RequestId("r-1~trial"));
        assertThat(call.budget()).isEqualTo("shadow:trial");
        assertThat(call.boundUsd()).isPositive();
        PromptRequest copy = call.dispatch().request();
        assertThat(copy.experiment()).isEqualTo(new Experiment("trial", "shadow"));
        assertThat(copy.stream()).isFalse();
        assertThat(copy.replyPartition()).isNull();
        assertThat(copy.traceparent()).isNull();
        assertThat(copy.tenant()).isEqualTo("acme");
        assertThat(copy.body()).isEqualTo(request.body());
        ShadowChoice record = routed.record().shadow();
        assertThat(record.name()).isEqualTo("trial");
        assertThat(record.share()).isEqualTo(1);
        assertThat(record.target()).hasValue(SMALL);
    }

    @Test
    void shouldTakeTheShareThatIsWrittenAndAnotherSetThanACanary() {
        // Given
        Shadowing shadowing = Shadowing.of("r", shadow("id", 20, SMALL), new Offers(world.config()));
        // When
        long in = IntStream.range(0, MANY)
                .filter(i -> shadowing.takes(request("r-" + i)))
                .count();
        long alsoLow = IntStream.range(0, MANY)
                .filter(i -> shadowing.takes(request("r-" + i)))
                .filter(i -> Picker.unit("canary r\ndefault\nr-" + i) < 0.2)
                .count();
        // Then
        assertThat(in / (double) MANY).isCloseTo(0.2, within(0.02));
        assertThat(alsoLow / (double) MANY).isCloseTo(0.04, within(0.01));
    }

    @Test
    void shouldHaveNoneWhenThePromptIsNotWhatTheRouteWouldBeUsedFor() {
        // Given
        PromptRequest plain = PolicyFixture.request();
        // When
        Routed named = decide("id", 100, PolicyFixture.prompt(plain.withModel("us/premium")), SMALL);
        Routed redriven = decide(
                "id",
                100,
                PolicyFixture.prompt(plain.redriven(new RequestId("again"), new Redrive(plain.id(), null), null)),
                SMALL);
        Routed experiment = decide(
                "id",
                100,
                PolicyFixture.prompt(plain.copied(new RequestId("trial"), new Experiment("other", "a"))),
                SMALL);
        Routed keyless = decide("tag:team", 100, PolicyFixture.prompt(plain), SMALL);
        Routed none = decide("id", 0, PolicyFixture.prompt(plain), SMALL);
        Routed fallback = decide(
                "id", 100, PolicyFixture.prompt(plain, PolicyFixture.failed(PREMIUM, FailureKind.TIMEOUT)), SMALL);
        ClassifiedPrompt fresh = PolicyFixture.prompt(plain);
        Routed again = decide(
                "id",
                100,
                new ClassifiedPrompt(
                        fresh.request(), fresh.classification(), fresh.attempts(), fresh.deadline(), "decided-before"),
                SMALL);
        // Then
        assertThat(List.of(named, redriven, experiment, keyless, none, fallback, again))
                .allSatisfy(routed -> {
                    assertThat(routed.shadow()).isNull();
                    assertThat(routed.record().shadow()).isNull();
                });
    }

    @Test
    void shouldSendTheFirstThatIsPermittedAndSayWhyNotTheOthers() {
        // Given
        PromptRequest european = constrained(new Constraints(List.of("eu"), false, null, null, List.of()));
        world.route(route("id", 100, SMALL, EURO));
        // When
        Routed routed =
                (Routed) CostAwarePolicy.of(only(EURO, BOTH).config()).decide(PolicyFixture.prompt(european), T0);
        // Then: one is elsewhere, and to the other the prompt goes itself
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(routed.shadow()).isNull();
        assertThat(routed.record().shadow().candidates())
                .extracting(Candidate::target, Candidate::state, Candidate::reason)
                .containsExactly(
                        tuple(SMALL, Candidate.State.REMOVED, "region"),
                        tuple(EURO, Candidate.State.ELIGIBLE, "primary"));
    }

    @Test
    void shouldSendNoCopyOverACeilingThatRefuses() {
        // Given
        world.ceiling("0.001", Over.REFUSE);
        world.route(new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.Priority(List.of(SMALL)),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                shadow("id", 100, PREMIUM)));
        // When
        Routed routed = (Routed) world.decide(PolicyFixture.prompt(PolicyFixture.request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(SMALL);
        assertThat(routed.shadow()).isNull();
        assertThat(routed.record().shadow().candidates())
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).isEqualTo("price"));
    }

    @Test
    void shouldLeaveWhatIsScarceToThosePromptsThatSomebodyWaitsFor() {
        // When // Then
        assertThat(reason(new TargetState(1, null, null, 0, 0.4, 0))).isEqualTo("busy");
        assertThat(reason(new TargetState(1, null, null, 4, null, 0))).isEqualTo("busy");
        assertThat(reason(new TargetState(1, null, null, 3, 0.5, 0))).isEmpty();
        assertThat(reason(new TargetState(1, null, null, 0, null, 0).notBefore(T0.plusSeconds(1))))
                .isEqualTo("cooling");
        assertThat(reason(null)).isEmpty();
    }

    private String reason(@Nullable TargetState state) {
        PolicyFixture fresh = PolicyFixture.world();
        fresh.route(route("id", 100, SMALL));
        LiveState live = new FixedState(state == null ? Map.of() : Map.of(SMALL, state), null, null);
        Routed routed = (Routed)
                CostAwarePolicy.of(fresh.config()).decide(PolicyFixture.prompt(PolicyFixture.request()), T0, live);
        return routed.record().shadow().candidates().getFirst().reason();
    }

    private PolicyFixture only(Target... targets) {
        RouteConfig route = world.routes.removeLast();
        world.route(new RouteConfig(
                route.name(),
                route.match(),
                new Strategy.Priority(List.of(targets)),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                route.shadow()));
        return world;
    }

    private Routed decide(String by, double percent, ClassifiedPrompt prompt, Target... to) {
        PolicyFixture fresh = PolicyFixture.world();
        fresh.route(route(by, percent, to));
        return (Routed) fresh.decide(prompt);
    }

    private static RouteConfig route(String by, double percent, Target... to) {
        return new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.Priority(List.of(PREMIUM, BOTH)),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                shadow(by, percent, to));
    }

    private static ShadowConfig shadow(String by, double percent, Target... to) {
        BudgetConfig budget = new BudgetConfig(
                ShadowConfig.budgetOf("trial"),
                Map.of(BudgetWindow.DAY, BigDecimal.ONE),
                ZoneOffset.UTC,
                List.of(),
                Set.of(),
                Set.of());
        return new ShadowConfig("trial", by, percent, List.of(to), budget, 2);
    }

    private static PromptRequest request(String id) {
        return PromptRequest.of(new RequestId(id), T0, PromptBody.ofUser("hello"));
    }

    private static PromptRequest constrained(Constraints constraints) {
        PromptRequest plain = PolicyFixture.request();
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                plain.tags(),
                plain.model(),
                constraints,
                plain.body(),
                false,
                null,
                null,
                null);
    }
}
