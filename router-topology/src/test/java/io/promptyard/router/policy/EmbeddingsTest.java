package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.failed;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static io.promptyard.router.policy.PolicyFixture.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.ModelFacts;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Constraints;
import io.promptyard.model.EmbeddingInput.Text;
import io.promptyard.model.EmbeddingInput.Tokens;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Vectors are asked of the model that is named, and of no other. */
class EmbeddingsTest {
    private static final Target US = Target.of("us", "embed-1");
    private static final Target EU = Target.of("eu", "embed-1");
    private static final Target OTHER = Target.of("us", "embed-2");

    private final PolicyFixture world = world();

    EmbeddingsTest() {
        world.route(new Strategy.CheapestCapable(), 0.9, "support", true).group("support", Set.of(), OTHER);
        embedding(US, "0.02");
        embedding(EU, "0.03");
        embedding(OTHER, "0.01");
        world.aliases.put("vectors", OTHER);
    }

    private void embedding(Target target, String input) {
        world.models.add(new ModelSpec(
                target,
                new Price(new BigDecimal(input), BigDecimal.ZERO, null, null),
                100,
                null,
                Set.of(),
                0,
                Map.of(),
                "for this test",
                new ModelFacts(
                        ModelFacts.Kind.EMBEDDING,
                        List.of("text"),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        ModelFacts.Confidence.SINGLE,
                        false,
                        true,
                        Map.of(),
                        null)));
    }

    @Test
    void shouldGoToTheModelThatIsNamedAndExpectNoOutput() {
        // When
        Routed routed = (Routed) decide("us/embed-1");
        // Then: a thousand tokens at 0.02 a million, though the window is for each text
        assertThat(routed.dispatch().target()).isEqualTo(US);
        assertThat(routed.dispatch().alternatives()).isZero();
        assertThat(routed.dispatch().expectedCostUsd()).isEqualByComparingTo("0.00002");
    }

    @Test
    void shouldKnowAliases() {
        assertThat(((Routed) decide("vectors")).dispatch().target()).isEqualTo(OTHER);
    }

    @Test
    void shouldFallBackToTheSameModelElsewhereAndToNoOther() {
        // When
        Routed first = (Routed) decide("embed-1");
        Routed second = (Routed) decide("embed-1", failed(US, FailureKind.OVERLOADED));
        Unroutable third =
                (Unroutable) decide("embed-1", failed(US, FailureKind.OVERLOADED), failed(EU, FailureKind.TIMEOUT));
        // Then
        assertThat(first.dispatch().target()).isEqualTo(US);
        assertThat(first.dispatch().alternatives()).isEqualTo(1);
        assertThat(second.dispatch().target()).isEqualTo(EU);
        assertThat(third.kind()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void shouldNotSubstituteThoughTheRouteDoes() {
        // When
        Unroutable refused = (Unroutable) decide("us/embed-1", failed(US, FailureKind.OVERLOADED));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.OVERLOADED);
    }

    @Test
    void shouldRefuseToChooseByItself() {
        // When
        Unroutable refused = (Unroutable) decide("auto");
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(refused.message()).contains("need the name of a model");
    }

    @Test
    void shouldNameAModelThatHasNoVectors() {
        // When
        Unroutable refused = (Unroutable) decide("us/premium");
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(refused.message()).isEqualTo("model: us/premium has no embeddings");
    }

    @Test
    void shouldNotKnowAModelThatNobodyHas() {
        assertThat(((Unroutable) decide("embed-9")).kind()).isEqualTo(FailureKind.MODEL_NOT_FOUND);
    }

    @Test
    void shouldSendNoPromptToAModelOfVectors() {
        // When
        RouteDecision decision = world.decide(prompt(request().withModel("us/embed-1")));
        // Then
        assertThat(((Unroutable) decision).kind()).isEqualTo(FailureKind.MODEL_NOT_FOUND);
    }

    @Test
    void shouldHoldConstraintsAgainstThem() {
        // Given
        PromptRequest inEurope = with(new Constraints(List.of("eu"), false, null, null, List.of()));
        PromptRequest cheap = with(new Constraints(List.of(), false, new BigDecimal("0.00001"), 0.9, List.of()));
        // When
        Routed routed = (Routed) world.decide(prompt(inEurope.withModel("embed-1")));
        Unroutable refused = (Unroutable) world.decide(prompt(cheap.withModel("embed-1")));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EU);
        assertThat(refused.kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    @Test
    void shouldGiveThemToNobodyWhoMayNotHaveThem() {
        // Given
        PromptRequest notUs =
                with(new Constraints(List.of(), false, null, null, List.of(), List.of(), List.of("us"), null));
        PromptRequest secret =
                with(new Constraints(List.of(), false, null, null, List.of(), List.of(), List.of(), "secret"));
        // When
        Routed routed = (Routed) world.decide(prompt(notUs.withModel("embed-1")));
        Unroutable refused = (Unroutable) world.decide(prompt(secret.withModel("embed-1")));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EU);
        assertThat(refused.message()).contains("data-class");
    }

    @Test
    void shouldMatchRoutesByKind() {
        // Given
        world.routes.addFirst(new RouteConfig(
                "vectors",
                new RouteMatch(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        Set.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        null,
                        Condition.of("kind == \"embedding\"")),
                new Strategy.CheapestCapable(),
                null,
                null,
                false));
        // When
        Routed vectors = (Routed) decide("us/embed-1");
        Routed words = (Routed) world.decide(prompt(request().withModel("us/premium")));
        // Then
        assertThat(vectors.dispatch().route()).isEqualTo("vectors");
        assertThat(words.dispatch().route()).isEqualTo("default");
    }

    @Test
    void shouldReserveForEveryByteOfEveryText() {
        // Given
        world.ceilings.add(new CeilingConfig(
                RouteMatch.ALL,
                null,
                Over.REFUSE,
                new BudgetConfig(
                        "all",
                        Map.of(BudgetWindow.DAY, BigDecimal.TEN),
                        ZoneOffset.UTC,
                        List.of(),
                        Set.of(),
                        Set.of())));
        EmbeddingBody body =
                new EmbeddingBody(List.of(new Text("grün"), new Tokens(List.of(1, 2, 3))), null, null, null, "{}");
        // When
        Routed routed = (Routed) world.decide(prompt(request(body).withModel("us/embed-1")));
        // Then: five bytes, three tokens, and what may stand around them, at 0.02 a million
        assertThat(routed.options()).hasSize(1);
        assertThat(routed.options().getFirst().boundUsd())
                .isEqualByComparingTo(BigDecimal.valueOf((1_024 + 32 + 5 + 32 + 3) * 2L, 8));
    }

    private RouteDecision decide(String model, AttemptSummary... attempts) {
        return world.decide(prompt(request(EmbeddingBody.of("hello")).withModel(model), attempts));
    }

    private static PromptRequest with(Constraints constraints) {
        PromptRequest plain = request(EmbeddingBody.of("hello"));
        return new PromptRequest(
                plain.id(),
                T0,
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
