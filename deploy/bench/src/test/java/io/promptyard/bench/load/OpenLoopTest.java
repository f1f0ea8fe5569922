package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void shouldFitAsManyCallsAsTheDurationHolds() {
        assertThat(OpenLoop.during(200, Duration.ofMillis(2_500)).calls()).isEqualTo(500);
        assertThat(OpenLoop.during(1, Duration.ofMillis(10)).calls()).isEqualTo(1);
    }

    @Property(tries = 200)
    void shouldNotDriftWhenCallsAreMany(
            @ForAll @DoubleRange(min = 0.5, max = 5_000) double rate, @ForAll @IntRange(max = 100_000) int call) {
        // Given
        OpenLoop loop = new OpenLoop(rate, 100_001);
        // When
        double due = loop.dueNanos(call);
        // Then
        assertThat(due).isBetween(call / rate * 1e9 - 1, call / rate * 1e9 + 1);
        assertThat(loop.dueNanos(call + 1)).isGreaterThan(loop.dueNanos(call));
    }

    @Test
    void shouldRefuseARateThatIsNone() {
        assertThatThrownBy(() -> new OpenLoop(0, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new OpenLoop(Double.NaN, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new OpenLoop(1, 0)).hasMessageContaining("calls");
    }
}
