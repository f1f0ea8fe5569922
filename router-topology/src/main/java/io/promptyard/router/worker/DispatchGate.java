package io.promptyard.router.worker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dispatch partitions are paused because their task has all the calls it may have. Written by the task, read by
 * the consumer before it polls. Thread-safe.
 */
public final class DispatchGate {
    private final Set<TopicPartition> closed = ConcurrentHashMap.newKeySet();
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
}
