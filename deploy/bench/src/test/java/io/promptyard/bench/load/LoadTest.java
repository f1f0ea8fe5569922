package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final Load load = new Load(Duration.ofMillis(200));
    private final AtomicInteger calls = new AtomicInteger();

    /** Answers two of three on the calling thread, fails or forgets the third. */
    private Target target(boolean forget) {
        return new Target() {
            @Override
            public void call(int number, Ending ending) {
                calls.incrementAndGet();
                if (number % 3 != 2) {
                    ending.answered();
                } else if (!forget) {
                    ending.failed();
                }
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void shouldCountWhatFailed() {
        // When
        Quantiles seen = load.open(target(false), new OpenLoop(100_000, 9));
        // Then
        assertThat(calls).hasValue(9);
        assertThat(seen.answered()).isEqualTo(6);
        assertThat(seen.failed()).isEqualTo(3);
    }

    @Test
    void shouldCountAsFailedWhatNeverEnds() {
        // When
        Load.Reached reached = load.burst(target(true), 9);
        // Then
        assertThat(reached.quantiles().answered()).isEqualTo(6);
        assertThat(reached.quantiles().failed()).isEqualTo(3);
    }
}
