package io.promptyard.standalone.replay;

import io.promptyard.standalone.letters.ClusterAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads several topics together, in the order of their records' times: always the earliest of what stands first in its
 * partition, and of equals the one whose topic and partition come first. The order hangs on the records alone, so each reading has the
 * same. Holds a bounded number of records of each partition. In no group, so it disturbs no one. For one thread.
 */
final class MergedScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_HELD = 256;
    private static final int RECORDS = 256;
    /** Of one partition at once; what a client holds of all of them together is bounded by the sum. */
    private static final int FETCHED = 256 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;

    MergedScan(ClusterAddress cluster) {
        consumer = new KafkaConsumer<>(
                cluster.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        RECORDS,
                        "max.partition.fetch.bytes",
                        FETCHED)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Offsets to be read of one partition: the first, and the one after the last. */
    record Span(long begin, long end) {}

    /** A partition and what was fetched of it. */
    private static final class Lane {
        private final TopicPartition partition;
        private final int place;
        private final long end;
        private final ArrayDeque<ConsumerRecord<byte[], byte[]>> held = new ArrayDeque<>();
        private boolean read;

        Lane(TopicPartition partition, int place, long end) {
            this.partition = partition;
            this.place = place;
            this.end = end;
        }

        long time() {
            return held.getFirst().timestamp();
        }
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** Hands on every record of the spans. */
    void forEach(Map<TopicPartition, Span> spans, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Lane> lanes = open(spans);
        PriorityQueue<Lane> heads =
                new PriorityQueue<>(Comparator.comparingLong(Lane::time).thenComparingInt(lane -> lane.place));
        int missing = lanes.size();
        while (missing > 0 || !heads.isEmpty()) {
            while (missing > 0) {
                missing -= fetch(lanes, heads);
            }
            Lane first = heads.poll();
            if (first == null) {
                return;
            }
            reader.accept(first.held.removeFirst());
            if (!first.held.isEmpty()) {
                heads.add(first);
            } else if (!first.read) {
                missing++;
            }
        }
    }

    private Map<TopicPartition, Lane> open(Map<TopicPartition, Span> spans) {
        List<TopicPartition> ordered = new ArrayList<>(spans.keySet());
        ordered.removeIf(each -> spans.get(each).begin() >= spans.get(each).end());
        ordered.sort(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        Map<TopicPartition, Lane> lanes = new HashMap<>();
        for (TopicPartition partition : ordered) {
            lanes.put(
                    partition,
                    new Lane(partition, lanes.size(), spans.get(partition).end()));
        }
        consumer.assign(lanes.keySet());
        consumer.resume(lanes.keySet());
        lanes.keySet().forEach(each -> consumer.seek(each, spans.get(each).begin()));
        return lanes;
    }

    /** @return of how many partitions that had none there is a record now, or nothing more to come */
    private int fetch(Map<TopicPartition, Lane> lanes, PriorityQueue<Lane> heads) {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> hungry = new ArrayList<>();
        List<Lane> empty = new ArrayList<>();
        for (Lane lane : lanes.values()) {
            if (lane.held.isEmpty() && !lane.read) {
                empty.add(lane);
            }
            (lane.read || lane.held.size() >= MOST_HELD ? full : hungry).add(lane.partition);
        }
        consumer.pause(full);
        consumer.resume(hungry);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            Lane lane = lanes.get(new TopicPartition(record.topic(), record.partition()));
            if (record.offset() < lane.end) {
                lane.held.add(record);
            }
        }
        // By position, as deleted records and transaction marks leave gaps.
        lanes.values().stream()
                .filter(lane -> !lane.read)
                .forEach(lane -> lane.read = consumer.position(lane.partition, PATIENCE) >= lane.end);
        int found = 0;
        for (Lane lane : empty) {
            if (!lane.held.isEmpty()) {
                heads.add(lane);
                found++;
            } else if (lane.read) {
                found++;
            }
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
