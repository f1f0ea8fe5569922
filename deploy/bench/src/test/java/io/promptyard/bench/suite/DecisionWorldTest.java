package io.promptyard.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.live.LivePolicy;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionWorldTest {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private final DecisionWorld world = new DecisionWorld(20, 100);

    @Test
    void shouldSendEveryPromptThroughAllRoutesToTheLast() {
        // Given
        RouterConfig config = world.config(new Strategy.CheapestCapable());
        // When
        RouteDecision decision = CostAwarePolicy.of(config).decide(prompt("r"), NOW);
        // Then
        assertThat(config.routes()).hasSize(100);
        assertThat(decision.record().route()).isEqualTo(DecisionWorld.LAST);
        assertThat(decision.record().candidates()).hasSize(20);
    }

    @Test
    void shouldShowWhatWasSeenOfEveryModel() {
        // Given
        LivePolicy policy =
                new LivePolicy(CostAwarePolicy.of(world.config(new Strategy.LowestLatency())), world::snapshot);
        // When
        RouteDecision decision = policy.decide(prompt("r"), NOW);
        // Then
        assertThat(decision.record().candidates())
                .allSatisfy(each -> assertThat(each.targetState()).isNotNull());
        assertThat(decision.record().predictedOutputTokens()).isEqualTo(250);
    }

    @Test
    void shouldShareEvenlyAmongFive() {
        // Given
        LivePolicy policy =
                new LivePolicy(CostAwarePolicy.of(world.config(new Strategy.Split(world.shares()))), world::snapshot);
        // When
        Map<Target, Integer> counted = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            counted.merge(policy.decide(prompt("r" + i), NOW).record().target(), 1, Integer::sum);
        }
        // Then
        assertThat(counted).isEqualTo(world.shares());
    }

    @Test
    void shouldComputeACostForTheBaseline() {
        // When
        int digits = world.costs(prompt("r")).getAsInt();
        // Then
        assertThat(digits).isPositive();
    }

    private static ClassifiedPrompt prompt(String id) {
        PromptRequest request = PromptRequest.of(new RequestId(id), NOW, PromptBody.ofUser("hello"));
        Classification classification =
                new Classification("test", Task.CHAT, 1, "", "en", 1_000, 0.5, Map.of(), Map.of(), 1);
        return new ClassifiedPrompt(request, classification, List.of(), NOW.plusSeconds(60), "");
    }
}
