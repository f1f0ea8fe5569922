package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Redrive;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedriveRouteTest {
    private final PolicyFixture world = world().route(new Strategy.CheapestCapable())
            .route(new RouteConfig("backup", RouteMatch.ALL, new Strategy.Priority(List.of(EURO)), null, null, false));

    @Test
    void shouldTakeTheRouteThatTheRedriveAsksFor() {
        // When
        Routed routed = (Routed) world.decide(prompt(redriven("backup")));
        // Then
        assertThat(routed.dispatch().route()).isEqualTo("backup");
        assertThat(routed.dispatch().target()).isEqualTo(EURO);
    }

    @Test
    void shouldTakeTheFirstThatMatchesWhenTheRedriveAsksForNone() {
        // When
        Routed routed = (Routed) world.decide(prompt(redriven(null)));
        // Then
        assertThat(routed.dispatch().route()).isEqualTo("default");
    }

    @Test
    void shouldRefuseWhenNoRouteHasTheName() {
        // When
        Unroutable refused = (Unroutable) world.decide(prompt(redriven("nowhere")));
        // Then
        assertThat(refused.kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(refused.message()).contains("the name that the redrive asks for");
    }

    private static PromptRequest redriven(@Nullable String route) {
        PromptRequest first = request();
        return first.redriven(new RequestId("r-1~1"), new Redrive(first.id(), route), null);
    }
}
