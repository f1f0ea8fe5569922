package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DispatchGateTest {
    private static final String DISPATCHES = "promptyard.dispatch.openai";
    private static final TopicPartition DISPATCH = new TopicPartition(DISPATCHES, 1);
    private static final TopicPartition OUTCOME = new TopicPartition("promptyard.outcomes.openai", 1);

    private final DispatchGate gate = new DispatchGate();

    @Test
    void shouldHoldBackOnePartitionWhenItsTaskIsFull() {
        // When
        gate.set(DISPATCH, true);
        // Then
        assertThat(gate.isClosed(DISPATCH, DISPATCHES)).isTrue();
        assertThat(gate.isClosed(new TopicPartition(DISPATCHES, 2), DISPATCHES)).isFalse();
        assertThat(gate.closedPartitions()).isEqualTo(1);
    }

    @Test
    void shouldHoldBackAllDispatchesAndNoOutcomeWhenDraining() {
        // Given
        gate.set(DISPATCH, false);
        // When
        gate.drain();
        // Then
        assertThat(gate.isDraining()).isTrue();
        assertThat(gate.isClosed(DISPATCH, DISPATCHES)).isTrue();
        assertThat(gate.isClosed(OUTCOME, DISPATCHES)).isFalse();
    }
}
