package io.promptyard.connector.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Percentiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final LatencyWindow window = new LatencyWindow(NOW);

    @Test
    void shouldSayNothingWhenNothingWasAnswered() {
        assertThat(window.latency(NOW)).isNull();
        assertThat(window.firstToken(NOW)).isNull();
    }

    @Test
    void shouldGiveTheNearestRankWhateverTheOrder() {
        // Given
        List<Long> times = new ArrayList<>();
        for (long i = 1; i <= 200; i++) {
            times.add(i * 10);
        }
        Collections.shuffle(times, new Random(7));

        // When
        times.forEach(time -> window.add(time, time / 10, NOW));

        // Then
        assertThat(window.latency(NOW)).isEqualTo(new Percentiles(200, 1_000, 1_900, 1_980));
        assertThat(window.firstToken(NOW)).isEqualTo(new Percentiles(200, 100, 190, 198));
    }

    @Test
    void shouldLeaveOutWhatWasNotStreamedWhenItCountsFirstTokens() {
        // When
        window.add(100, null, NOW);
        window.add(200, 20L, NOW);

        // Then
        assertThat(window.latency(NOW)).isEqualTo(new Percentiles(2, 100, 200, 200));
        assertThat(window.firstToken(NOW)).isEqualTo(new Percentiles(1, 20, 20, 20));
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        // Given
        window.add(9_000, null, NOW);
        window.add(100, null, NOW.plusSeconds(60));
        assertThat(window.latency(NOW.plusSeconds(60)).p99()).isEqualTo(9_000);

        // When
        Instant later = NOW.plus(LatencyWindow.WINDOW);

        // Then
        assertThat(window.latency(later)).isEqualTo(new Percentiles(1, 100, 100, 100));
        assertThat(window.latency(later.plusSeconds(60))).isNull();
    }

    @Test
    void shouldKeepTheNewestWhenThereAreMoreThanItHolds() {
        // When
        for (int i = 0; i < LatencyWindow.MOST; i++) {
            window.add(1, null, NOW);
        }
        for (int i = 0; i < LatencyWindow.MOST; i++) {
            window.add(5, null, NOW);
        }

        // Then
        assertThat(window.latency(NOW)).isEqualTo(new Percentiles(LatencyWindow.MOST, 5, 5, 5));
    }
}
