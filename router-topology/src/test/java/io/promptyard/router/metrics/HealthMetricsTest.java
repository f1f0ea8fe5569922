package io.promptyard.router.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthMetricsTest {
    private static final ProviderId PROVIDER = new ProviderId("p");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HealthMetrics metrics = new HealthMetrics(registry);

    @Test
    void shouldHaveTheCountersOfKeysAtZeroWhenAProviderIsCalledWithThem() {
        // When
        metrics.keys(PROVIDER, List.of("1", "spare"));

        // Then
        assertThat(registry.get("promptyard.health.key.cooldowns").counters()).hasSize(6);
        assertThat(count("promptyard.health.key.cooldowns") + count("promptyard.health.key.rotations"))
                .isZero();
        assertThat(count("promptyard.health.calls.refused")).isZero();
    }

    @Test
    void shouldShowTheStateOfACircuitAndCountHowOftenItOpened() {
        // When
        metrics.circuit(Target.of("p", "m"), State.OPEN);
        metrics.circuit(Target.of("p", "m"), State.HALF_OPEN);
        metrics.circuit(Target.of("p", "m"), State.OPEN);

        // Then
        assertThat(registry.get("promptyard.health.circuit")
                        .tags("provider", "p", "model", "m")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(count("promptyard.health.circuit.opened")).isEqualTo(2);
    }

    @Test
    void shouldCountByKeyAndReason() {
        // When
        metrics.cooled(PROVIDER, "spare", FailureKind.AUTHENTICATION);
        metrics.rotated(PROVIDER, FailureKind.RATE_LIMITED);
        metrics.refused(PROVIDER);

        // Then
        assertThat(registry.get("promptyard.health.key.cooldowns")
                        .tags("provider", "p", "key", "spare", "failure.kind", "AUTHENTICATION")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(count("promptyard.health.key.rotations")).isEqualTo(1);
        assertThat(count("promptyard.health.calls.refused")).isEqualTo(1);
    }

    private double count(String meter) {
        return registry.get(meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
