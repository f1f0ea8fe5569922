package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RouteDecision.Routed;
import io.promptyard.router.policy.RoutingPolicy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltInConfigTest {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");

    private final RoutingPolicy policy = CostAwarePolicy.of(
            new ConfigLoader(Map.of(), Map.of()).readBuiltIn().orThrow().router());

    @ParameterizedTest
    @EnumSource(Task.class)
    void shouldFindATargetForEveryTask(Task task) {
        // When
        List<RouteDecision> decisions = List.of(decide(task, 0), decide(task, 0.3), decide(task, 0.6), decide(task, 1));
        // Then
        assertThat(decisions).allSatisfy(decision -> {
            assertThat(decision).isInstanceOf(Routed.class);
            assertThat(((Routed) decision).dispatch().alternatives()).isPositive();
        });
    }

    @Test
    void shouldUseMoreThanOneModel() {
        // Given
        Set<Target> chosen = new HashSet<>();
        // When
        for (Task task : Task.values()) {
            chosen.add(decide(task, 0.2).record().target());
            chosen.add(decide(task, 0.9).record().target());
        }
        // Then
        assertThat(chosen).hasSizeGreaterThanOrEqualTo(5);
    }

    private RouteDecision decide(Task task, double complexity) {
        PromptRequest request = PromptRequest.of(new RequestId("r"), NOW, PromptBody.ofUser("x"));
        Classification classification =
                new Classification("test", task, 1, "", "en", 500, complexity, Map.of(), Map.of(), 1);
        return policy.decide(new ClassifiedPrompt(request, classification, List.of(), NOW.plusSeconds(60), ""), NOW);
    }
}
