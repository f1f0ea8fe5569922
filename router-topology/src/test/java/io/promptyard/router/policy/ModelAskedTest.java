package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.SealedBody;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAskedTest {
    private final PolicyFixture world = world().route(new Strategy.CheapestCapable());

    @ParameterizedTest
    @CsvSource({"us/premium, us/premium", "smart, both/large", "medium, eu/medium", "auto, us/small"})
    void shouldFindWhatIsMeantByAName(String asked, String target) {
        // Given
        world.aliases.put("smart", BOTH);
        // When
        Routed routed = (Routed) world.decide(prompt(request().withModel(asked)));
        // Then
        assertThat(routed.dispatch().target()).hasToString(target);
        assertThat(routed.record().modelAsked()).isEqualTo(asked);
    }

    @Test
    void shouldTakeTheCheapestProviderOfAModelThatSeveralHave() {
        // Given
        world.model(Target.of("eu", "premium"), "8", "30", 100_000, 0.95);
        // When
        Routed routed = (Routed) world.decide(prompt(request().withModel("premium")));
        // Then
        assertThat(routed.dispatch().target()).hasToString("eu/premium");
        assertThat(routed.dispatch().alternatives()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-nine", "us/nothing", "nobody/premium"})
    void shouldNameAModelThatNobodyHas(String asked) {
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request().withModel(asked)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.MODEL_NOT_FOUND);
        assertThat(refused.message()).contains(asked);
    }

    @Test
    void shouldNotReplaceAnExplicitTargetThatIsNotPermitted() {
        // When
        Unroutable refused =
                (Unroutable) world.decide(prompt(request().withModel("us/small").withStream(true), 50_000, 0.5));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG);
        assertThat(refused.message()).isEqualTo("us/small is not permitted: window (51024 tokens over 16000)");
    }

    @Test
    void shouldNotReplaceAnExplicitTargetThatFailed() {
        // When
        Unroutable refused = (Unroutable)
                world.decide(prompt(request().withModel("us/small"), failed(SMALL, FailureKind.OVERLOADED)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(refused.message())
                .isEqualTo("no further attempt after 1 attempt; the last failed with OVERLOADED at us/small");
        assertThat(refused.retryAfterMillis()).isEqualTo(1_500L);
    }

    @Test
    void shouldSubstituteForAnExplicitTargetWhenTheRouteSaysSo() {
        // Given
        world.routes.clear();
        world.route(new Strategy.CheapestCapable(), null, null, true);
        PromptRequest request = request().withModel("us/premium");
        // When
        Routed first = (Routed) world.decide(prompt(request));
        Routed second = (Routed) world.decide(prompt(request, failed(PREMIUM, FailureKind.OVERLOADED)));
        // Then
        assertThat(first.dispatch().target()).isEqualTo(PREMIUM);
        assertThat(first.dispatch().alternatives()).isEqualTo(3);
        assertThat(second.dispatch().target()).isEqualTo(SMALL);
        assertThat(second.dispatch().attempt()).isEqualTo(2);
    }

    @Test
    void shouldSendNothingWhenNoRouteMatches() {
        // Given
        world.routes.clear();
        RouteMatch code = new RouteMatch(
                Set.of(Task.CODE), Set.of(), Set.of(), Map.of(), Set.of(), List.of(), null, null, null, null);
        world.route(new RouteConfig("code", code, new Strategy.BestQuality(), null, null, false));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request()));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(refused.record().route()).isEmpty();
    }

    @Test
    void shouldTakeTheFirstRouteWhoseRulesAllHold() {
        // Given
        world.routes.clear();
        RouteMatch hard = new RouteMatch(
                Set.of(Task.CHAT),
                Set.of("default"),
                Set.of(),
                Map.of(),
                Set.of("en"),
                List.of("au*"),
                0.7,
                null,
                10,
                5_000);
        world.route(new RouteConfig("hard", hard, new Strategy.BestQuality(), null, null, false));
        world.route(new Strategy.CheapestCapable());
        // When
        RouteDecision easy = world.decide(prompt(request(), 1_000, 0.69));
        RouteDecision difficult = world.decide(prompt(request(), 1_000, 0.7));
        // Then
        assertThat(easy.record().route()).isEqualTo("default");
        assertThat(difficult.record().route()).isEqualTo("hard");
    }

    @Test
    void shouldRefuseABodyThatCannotBeInspected() {
        // Given
        PromptContent sealed = new PromptContent.Sealed(new SealedBody("tink", "k1", ByteBuffer.wrap(new byte[] {1})));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request(sealed)));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(refused.message()).contains("sealed");
    }
}
