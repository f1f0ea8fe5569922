package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Candidate;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Constraints;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintGateTest {
    private final PolicyFixture world = world().route(new Strategy.CheapestCapable());

    @Test
    void shouldKeepAPromptInItsRegionWhenAProviderMightLeaveIt() {
        // Given
        PromptRequest request = constrained(new Constraints(List.of("EU"), false, null, null, List.of()));
        // When
        Routed routed = (Routed) world.decide(prompt(request));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(routed.dispatch().alternatives()).isZero();
        assertThat(removed(routed)).containsEntry(BOTH, "region").containsEntry(SMALL, "region");
    }

    @Test
    void shouldRemoveAProviderWhoseRegionsAreNotKnown() {
        // Given
        world.provider("eu", List.of(), true);
        PromptRequest request = constrained(new Constraints(List.of("eu"), false, null, null, List.of()));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(refused.message()).isEqualTo("no target is permitted: region 4 of 4");
        assertThat(refused.record().target()).isNull();
        assertThat(refused.record().refusal()).isEqualTo(FailureKind.UNROUTABLE);
    }

    @Test
    void shouldKeepToZeroRetention() {
        // Given
        PromptRequest request = constrained(new Constraints(List.of(), true, null, null, List.of()));
        // When
        Routed routed = (Routed) world.decide(prompt(request));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(PREMIUM, "retention");
    }

    @ParameterizedTest
    @CsvSource({"true, false, the prompt", "false, true, the route", "true, true, the prompt and the route"})
    void shouldSayWhoAskedForZeroRetentionWhereItIsNotAssured(boolean ofPrompt, boolean ofRoute, String whose) {
        // Given
        world.routes.clear();
        world.route(new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.CheapestCapable(),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                null,
                new RouteConstraints(Set.of(), Set.of(), List.of(), ofRoute, null)));
        // When
        RouteDecision decision =
                world.decide(prompt(constrained(new Constraints(List.of(), ofPrompt, null, null, List.of()))));
        // Then
        assertThat(decision.record().candidates())
                .filteredOn(each -> each.reason().equals("retention"))
                .isNotEmpty()
                .extracting(Candidate::detail)
                .containsOnly("zero retention, asked for by " + whose + ", not assured");
    }

    @Test
    void shouldGiveAPromptOnlyToProvidersThatItAllowsAndDoesNotDeny() {
        // Given
        PromptRequest request = constrained(given(List.of("EU", "us"), List.of("Us"), null));
        // When
        Routed routed = (Routed) world.decide(prompt(request));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(routed.dispatch().alternatives()).isZero();
        assertThat(removed(routed)).containsEntry(BOTH, "provider-not-allowed").containsEntry(SMALL, "provider-denied");
    }

    @Test
    void shouldGiveAClassifiedPromptOnlyToProvidersThatListItsClass() {
        // Given
        world.provider("eu", List.of("eu"), true, "public", "Internal").provider("us", List.of("us"), false, "public");
        PromptRequest request = constrained(given(List.of(), List.of(), "internal"));
        // When
        Routed routed = (Routed) world.decide(prompt(request));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(SMALL, "data-class").containsEntry(BOTH, "data-class");
    }

    @Test
    void shouldRefuseAClassThatNoProviderLists() {
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(constrained(given(List.of(), List.of(), "secret"))));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(refused.message()).isEqualTo("no target is permitted: data-class 4 of 4");
    }

    @Test
    void shouldHoldTheListsOfTheRouteAgainstAModelThatThePromptNames() {
        // Given
        world.routes.clear();
        RouteConstraints lists = new RouteConstraints(Set.of(), Set.of(new ProviderId("us")));
        world.route(new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.CheapestCapable(),
                null,
                null,
                true,
                List.of(),
                null,
                false,
                null,
                lists));
        PromptRequest named = request().withModel(PREMIUM.toString());
        // When
        Routed routed = (Routed) world.decide(prompt(named));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(PREMIUM, "provider-denied").containsEntry(SMALL, "provider-denied");
    }

    @Test
    void shouldAllowNobodyWhereThePromptAndItsRouteAllowOthers() {
        // Given
        world.routes.clear();
        RouteConstraints lists = new RouteConstraints(Set.of(new ProviderId("us")), Set.of());
        world.route(new RouteConfig(
                "r",
                RouteMatch.ALL,
                new Strategy.BestQuality(),
                null,
                null,
                false,
                List.of(),
                null,
                false,
                null,
                lists));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(constrained(given(List.of("eu"), List.of(), null))));
        // Then
        assertThat(refused.message()).isEqualTo("no target is permitted: provider-not-allowed 4 of 4");
    }

    private static Constraints given(List<String> allowed, List<String> denied, @Nullable String dataClass) {
        return new Constraints(List.of(), false, null, null, List.of(), allowed, denied, dataClass);
    }

    @Test
    void shouldRemoveModelsThatCannotSee() {
        // Given
        ChatMessage picture = new ChatMessage(
                Role.USER,
                List.of(new ContentPart.ImagePart("data:image/png;base64,AA==", null, "{}")),
                List.of(),
                null,
                null,
                "{}");
        PromptBody body = new PromptBody(List.of(picture), List.of(), null, SamplingParameters.DEFAULTS, null, "{}");
        // When
        Routed routed = (Routed) world.decide(prompt(request(body)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(removed(routed)).containsEntry(EURO, "capability").containsEntry(SMALL, "capability");
    }

    @Test
    void shouldRemoveAllWhenACapabilityIsNotKnown() {
        // Given
        PromptRequest request = constrained(new Constraints(List.of(), false, null, null, List.of("telepathy")));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request));
        // Then
        assertThat(refused.message()).contains("capability 4 of 4");
    }

    @Test
    void shouldLeaveRoomForTheAnswerInTheWindow() {
        // When
        Routed routed = (Routed) world.decide(prompt(request(), 15_500, 0.5));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(SMALL, "window");
    }

    @Test
    void shouldSayThatThePromptIsTooLongWhenNoWindowHoldsIt() {
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request(), 2_000_000, 0.5));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.CONTEXT_TOO_LONG);
    }

    @Test
    void shouldRemoveModelsWithASmallerOutputLimit() {
        // Given
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "x")),
                List.of(),
                null,
                SamplingParameters.withMaxTokens(5_000),
                null,
                "{}");
        // When
        Routed routed = (Routed) world.decide(prompt(request(body)));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed)).containsEntry(SMALL, "max-output");
    }

    @Test
    void shouldRemoveTargetsOverThePromptsOwnBound() {
        // Given
        PromptRequest request = constrained(new Constraints(List.of(), false, new BigDecimal("0.002"), 0.7, List.of()));
        // When
        Routed routed = (Routed) world.decide(prompt(request));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
        assertThat(removed(routed))
                .containsEntry(PREMIUM, "price")
                .containsEntry(BOTH, "price")
                .containsEntry(SMALL, "quality");
    }

    @Test
    void shouldRemoveTargetsOfUnknownPriceUnderACeiling() {
        // Given
        Target free = Target.of("eu", "unpriced");
        world.model(free, (Price) null, 32_000, 0.99).ceiling("1", Over.DOWNGRADE);
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(removed(routed)).containsEntry(free, "price");
    }

    @Test
    void shouldDowngradeUnderACeiling() {
        // Given
        world.routes.clear();
        world.route(new Strategy.BestQuality()).ceiling("0.005", Over.DOWNGRADE);
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(BOTH);
        assertThat(removed(routed)).containsEntry(PREMIUM, "price");
    }

    @Test
    void shouldRefuseWhenTheFirstChoiceIsOverARefusingCeiling() {
        // Given
        world.routes.clear();
        world.route(new Strategy.BestQuality()).ceiling("0.005", Over.REFUSE);
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request()));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.OVER_BUDGET);
        assertThat(refused.message()).contains("us/premium").contains("0.019").contains("0.005");
        assertThat(refused.record().candidates())
                .filteredOn(candidate -> candidate.reason().equals("over-ceiling"))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.detail()).endsWith(" over 0.005"));
    }

    @Test
    void shouldSayOverBudgetWhenOnlyPriceStandsInTheWay() {
        // Given
        world.ceiling("0.0000001", Over.DOWNGRADE);
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request()));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.OVER_BUDGET);
    }

    static Map<Target, String> removed(Routed routed) {
        return routed.record().candidates().stream()
                .filter(candidate -> candidate.state() == Candidate.State.REMOVED)
                .collect(Collectors.toMap(Candidate::target, Candidate::reason));
    }

    private static PromptRequest constrained(Constraints constraints) {
        return new PromptRequest(
                request().id(),
                T0,
                null,
                "default",
                "default",
                Map.of(),
                "auto",
                constraints,
                PromptBody.ofUser("x"),
                false,
                null,
                null,
                null);
    }
}
