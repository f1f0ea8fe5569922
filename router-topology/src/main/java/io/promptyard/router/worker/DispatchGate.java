package io.promptyard.router.worker;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dispatch partitions are paused because their task takes in no more for now. Written by the task, read by the
 * consumer before it polls. Thread-safe.
 */
public final class DispatchGate {
    private final Set<TopicPartition> closed = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
    private volatile boolean draining;

    void set(TopicPartition partition, boolean close) {
        if (close) {
            closed.add(partition);
        } else {
            closed.remove(partition);
        }
    }

    /** Closes the gate for all dispatches for good: the worker is to finish what it has. */
    public void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    boolean isClosed(TopicPartition partition, String dispatchTopic) {
        return (draining && partition.topic().equals(dispatchTopic)) || closed.contains(partition);
    }

    int closedPartitions() {
        return closed.size();
    }

    /** What the consumer knows of how far it is behind, by partition of dispatches assigned to it. */
    void behind(Map<TopicPartition, Long> consumer, Set<TopicPartition> assigned) {
        lags.putAll(consumer);
        lags.keySet().retainAll(assigned);
    }

    /** Dispatches that were not fetched yet. */
    long lag() {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }
}
