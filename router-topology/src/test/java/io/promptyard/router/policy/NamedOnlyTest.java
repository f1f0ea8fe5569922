package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static io.promptyard.router.policy.PolicyFixture.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.connector.catalogue.ModelFacts;
import io.promptyard.connector.catalogue.ModelFacts.Confidence;
import io.promptyard.connector.catalogue.ModelFacts.Kind;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Models that no strategy may pick on its own account. */
class NamedOnlyTest {
    private static final Target UNJUDGED = Target.of("us", "unjudged");
    private static final Target VECTORS = Target.of("us", "vectors");

    private final PolicyFixture world = world().route(new Strategy.CheapestCapable());

    @Test
    void shouldNotPickAModelOfWhichOnlyARuleSpeaks() {
        // Given
        world.models.add(model(UNJUDGED, Kind.CHAT, false));
        // When
        Routed routed = (Routed) world.decide(prompt(request()));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(PolicyFixture.SMALL);
        assertThat(routed.record().candidates()).noneMatch(each -> each.target().equals(UNJUDGED));
    }

    @Test
    void shouldAskThatModelWhenItIsNamed() {
        // Given
        world.models.add(model(UNJUDGED, Kind.CHAT, false));
        // When
        Routed routed = (Routed) world.decide(prompt(request().withModel("us/unjudged")));
        // Then
        assertThat(routed.dispatch().target()).isEqualTo(UNJUDGED);
    }

    @Test
    void shouldAnswerNoPromptWithVectorsAlsoWhenNamed() {
        // Given
        world.models.add(model(VECTORS, Kind.EMBEDDING, true));
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(request().withModel("us/vectors")));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.MODEL_NOT_FOUND);
    }

    private static ModelSpec model(Target target, Kind kind, boolean auto) {
        ModelFacts facts = new ModelFacts(
                kind, List.of(), List.of(), List.of(), null, null, Confidence.SINGLE, !auto, auto, Map.of(), null);
        Price price = new Price(new BigDecimal("0.01"), new BigDecimal("0.02"), null, null);
        return new ModelSpec(
                target, price, 100_000, null, Set.of(Capability.STREAMING), 0.9, Map.of(), "for this test", facts);
    }
}
