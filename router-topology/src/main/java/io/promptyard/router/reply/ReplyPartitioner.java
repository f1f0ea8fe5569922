package io.promptyard.router.reply;

import io.promptyard.router.metrics.RouterMetrics;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a reply where its reader reads. A partition out of range is counted and ignored: then the key decides. */
public final class ReplyPartitioner implements StreamPartitioner<String, Reply> {
    private final RouterMetrics metrics;

    public ReplyPartitioner(RouterMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Reply reply, int partitions) {
        return Optional.ofNullable(new ReplyPartitions(partitions, metrics).existing(reply.partition()))
                .map(Set::of);
    }
}
