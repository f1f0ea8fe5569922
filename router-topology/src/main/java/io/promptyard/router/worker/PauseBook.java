package io.promptyard.router.worker;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Who holds which partition of a consumer: Streams, the gate, or both. A partition flows only when neither holds it.
 * One thread, the consumer's.
 */
final class PauseBook {
    private final Set<TopicPartition> heldByStreams = new HashSet<>();
    private final Set<TopicPartition> heldByGate = new HashSet<>();

    /** What is to be paused and resumed now. */
    record Change(Set<TopicPartition> pause, Set<TopicPartition> resume) {}

    void streamsPauses(Collection<TopicPartition> partitions) {
        heldByStreams.addAll(partitions);
    }

    /** Those of {@code partitions} that may really flow. */
    Set<TopicPartition> streamsResumes(Collection<TopicPartition> partitions) {
        heldByStreams.removeAll(partitions);
        Set<TopicPartition> free = new HashSet<>(partitions);
        free.removeAll(heldByGate);
        return free;
    }

    /**
     * Brings the consumer in line with the gate. {@code paused} is what the consumer itself says: a partition that was
     * taken away and given back in one rebalance has forgotten that it was paused.
     */
    Change apply(Set<TopicPartition> assigned, Set<TopicPartition> paused, Predicate<TopicPartition> isClosed) {
        heldByStreams.retainAll(assigned);
        heldByGate.retainAll(assigned);
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        for (TopicPartition partition : assigned) {
            if (isClosed.test(partition)) {
                heldByGate.add(partition);
                if (!paused.contains(partition)) {
                    pause.add(partition);
                }
            } else if (heldByGate.remove(partition) && !heldByStreams.contains(partition)) {
                resume.add(partition);
            }
        }
        return new Change(pause, resume);
    }
}
