package io.promptyard.standalone.replay;

import io.promptyard.standalone.replay.MergedScan.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which offsets of a topic lie in a time, as the broker has them now. */
final class TopicSpans {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;

    TopicSpans(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * @param to {@link Instant#MAX} for all up to the end
     * @throws UnknownTopicOrPartitionException when there is no such topic
     */
    Map<TopicPartition, Span> between(String topic, Instant from, Instant to) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> first =
                from.isAfter(Instant.EPOCH) ? offsets(partitions, from.toEpochMilli(), ends) : begins;
        Map<TopicPartition, Long> last = to.equals(Instant.MAX) ? ends : offsets(partitions, to.toEpochMilli(), ends);
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (TopicPartition each : partitions) {
            spans.put(each, new Span(first.get(each), last.get(each)));
        }
        return spans;
    }

    /** Those named, as far as they are there. */
    Map<TopicPartition, Span> at(String topic, Map<Integer, Stretch.Offsets> offsets) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Span> spans = new HashMap<>();
        offsets.forEach((partition, wanted) -> {
            TopicPartition each = new TopicPartition(topic, partition);
            if (!ends.containsKey(each)) {
                throw new UnknownTopicOrPartitionException("no partition " + partition + " of " + topic);
            }
            spans.put(
                    each, new Span(Math.max(wanted.begin(), begins.get(each)), Math.min(wanted.end(), ends.get(each))));
        });
        return spans;
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
        if (found.isEmpty()) {
            throw new UnknownTopicOrPartitionException("no topic " + topic + " on this cluster");
        }
        List<TopicPartition> partitions = found.stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions); // or the consumer warns that it was asked about what is not its own
        return partitions;
    }

    /** Of the first record that is not older; the end where there is none. */
    private Map<TopicPartition, Long> offsets(
            List<TopicPartition> partitions, long time, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, time));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, PATIENCE);
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        found.forEach((partition, at) -> {
            if (at != null) {
                offsets.put(partition, at.offset());
            }
        });
        return offsets;
    }
}
