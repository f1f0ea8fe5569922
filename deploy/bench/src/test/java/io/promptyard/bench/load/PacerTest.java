package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final AtomicLong now = new AtomicLong(1_000);

    @Test
    void shouldWaitForEachCallWhenItIsAhead() {
        // Given: a park that wakes early, half way
        Pacer pacer = new Pacer(now::get, left -> now.addAndGet(Math.max(1, left / 2)));
        List<Long> late = new ArrayList<>();
        // When
        pacer.run(new OpenLoop(1e6, 5), (call, due) -> late.add(now.get() - due));
        // Then
        assertThat(late).hasSize(5).allSatisfy(nanos -> assertThat(nanos).isZero());
    }

    @Test
    void shouldKeepDueTimesWhenItWasHeldUp() {
        // Given
        Pacer pacer = new Pacer(now::get, now::addAndGet);
        List<Long> dues = new ArrayList<>();
        // When
        pacer.run(new OpenLoop(1e6, 4), (call, due) -> {
            dues.add(due);
            now.addAndGet(call == 0 ? 2_500 : 0);
        });
        // Then
        assertThat(dues).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
        assertThat(now.get()).isEqualTo(4_000);
    }
}
