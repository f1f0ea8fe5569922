package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PauseBookTest {
    private static final TopicPartition DISPATCHES = new TopicPartition("dispatch", 0);
    private static final TopicPartition OUTCOMES = new TopicPartition("outcomes", 0);
    private static final Set<TopicPartition> BOTH = Set.of(DISPATCHES, OUTCOMES);

    private final DispatchGate gate = new DispatchGate();
    private final PauseBook book = new PauseBook();

    @Test
    void shouldPauseOnlyTheDispatchesWhenTheGateCloses() {
        // Given
        gate.set(DISPATCHES, true);

        // When
        PauseBook.Change change = apply(Set.of());

        // Then
        assertThat(change).isEqualTo(new PauseBook.Change(Set.of(DISPATCHES), Set.of()));
        assertThat(apply(Set.of(DISPATCHES))).isEqualTo(new PauseBook.Change(Set.of(), Set.of()));
    }

    @Test
    void shouldResumeWhenTheGateOpens() {
        // Given
        gate.set(DISPATCHES, true);
        apply(Set.of());

        // When
        gate.set(DISPATCHES, false);

        // Then
        assertThat(apply(Set.of(DISPATCHES)).resume()).containsExactly(DISPATCHES);
    }

    @Test
    void shouldLeavePausedWhatStreamsPausedWhenTheGateOpens() {
        // Given
        gate.set(DISPATCHES, true);
        apply(Set.of());
        book.streamsPauses(Set.of(DISPATCHES));

        // When
        gate.set(DISPATCHES, false);

        // Then
        assertThat(apply(Set.of(DISPATCHES)).resume()).isEmpty();
        assertThat(book.streamsResumes(Set.of(DISPATCHES))).containsExactly(DISPATCHES);
    }

    @Test
    void shouldHoldBackWhenStreamsResumesBehindAClosedGate() {
        // Given
        gate.set(DISPATCHES, true);
        apply(Set.of());

        // When
        Set<TopicPartition> free = book.streamsResumes(BOTH);

        // Then
        assertThat(free).containsExactly(OUTCOMES);
    }

    @Test
    void shouldPauseAgainWhenARebalanceGaveThePartitionBack() {
        // Given
        gate.set(DISPATCHES, true);
        apply(Set.of());

        // When
        PauseBook.Change change = apply(Set.of());

        // Then
        assertThat(change.pause()).containsExactly(DISPATCHES);
    }

    @Test
    void shouldCloseForAllDispatchesWhenDraining() {
        // When
        gate.drain();

        // Then
        assertThat(gate.isClosed(new TopicPartition("dispatch", 5), "dispatch")).isTrue();
        assertThat(gate.isClosed(OUTCOMES, "dispatch")).isFalse();
    }

    private PauseBook.Change apply(Set<TopicPartition> paused) {
        return book.apply(BOTH, paused, partition -> gate.isClosed(partition, "dispatch"));
    }
}
