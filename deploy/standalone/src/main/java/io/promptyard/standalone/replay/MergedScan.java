package io.promptyard.standalone.replay;

import io.promptyard.standalone.letters.ClusterAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads several topics together, in the order of their records' times: always the earliest of what stands first in its
 * partition, and of equals the one whose topic and partition come first. The order hangs on the records alone, so each reading has the
 * same. In no group, so it disturbs no one. For one thread.
 *
 * <p>Holds a bounded number of bytes, whatever records weigh and however many partitions there are: values beyond them are parked on
 * disk, and while there are that many only partitions of which nothing is held are read on. The client holds one fetch besides.
 */
final class MergedScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long SHARE = 16;
    private static final long MOST = 64L << 20;

    private final Steps steps = Steps.of(Runtime.getRuntime().maxMemory());
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ParkedBytes parked = new ParkedBytes();
    private final long most;
    private long weight;
    private long deleted;
    /** Bytes of one partition from which on nothing is fetched ahead. */
    private long ahead;
    /** Only some partitions are assigned. */
    private boolean narrow;

    MergedScan(ClusterAddress cluster) {
        this(cluster, share());
    }

    /** @param most bytes of records that may be in memory, about */
    MergedScan(ClusterAddress cluster, long most) {
        this.most = most;
        consumer = new KafkaConsumer<>(
                cluster.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none", // what the broker deletes under a reading is counted, see pastDeleted
                        "max.poll.records",
                        steps.records,
                        "max.partition.fetch.bytes",
                        steps.ofOne,
                        "fetch.max.bytes",
                        steps.ofAll)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The part of the heap that one of the places where records wait may take, in bytes. */
    static long share() {
        return Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE);
    }

    /**
     * How much is read in one go.
     *
     * @param held bytes of one partition from which on no more of it is asked for
     * @param ofOne bytes of one partition in one answer, a larger batch excepted
     * @param ofAll bytes of an answer
     */
    private record Steps(int records, int held, int ofOne, int ofAll) {
        private static final long ROOMY = 1L << 30;
        /** An answer is less than half a region of the smallest size, or G1 collects a small heap for the sake of each. */
        private static final Steps SMALL = new Steps(256, 192 * 1024, 224 * 1024, 448 * 1024);

        private static final Steps LARGE = new Steps(500, 1 << 20, 1 << 20, 8 << 20);

        static Steps of(long heap) {
            return heap < ROOMY ? SMALL : LARGE;
        }
    }

    /** Offsets to be read of one partition: the first, and the one after the last. */
    record Span(long begin, long end) {}

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
            long before = first.weight();
            ConsumerRecord<byte[], byte[]> record = first.take(parked);
            weight += first.weight() - before;
            reader.accept(record);
            if (!first.isEmpty()) {
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
        for (TopicPartition each : ordered) {
            Span span = spans.get(each);
            lanes.put(each, new Lane(each, lanes.size(), span.begin(), span.end()));
        }
        consumer.unsubscribe(); // positions of an earlier reading are none of this one
        assign(lanes.values());
        narrow = false;
        ahead = Math.min(steps.held, most / (4L * Math.max(1, lanes.size())));
        return lanes;
    }

    /** The client drops what it has fetched of any others. */
    private void assign(Collection<Lane> lanes) {
        List<TopicPartition> partitions =
                lanes.stream().map(lane -> lane.partition).toList();
        if (consumer.assignment().equals(Set.copyOf(partitions))) {
            consumer.resume(partitions);
            return;
        }
        consumer.assign(partitions);
        consumer.resume(partitions);
        lanes.forEach(lane -> consumer.seek(lane.partition, lane.next));
    }

    /** @return of how many partitions that had none there is a record now, or nothing more to come */
    private int fetch(Map<TopicPartition, Lane> lanes, PriorityQueue<Lane> heads) {
        List<Lane> empty = lanes.values().stream()
                .filter(lane -> lane.isEmpty() && !lane.read)
                .toList();
        Collection<Lane> asked = ask(lanes.values(), empty);
        ConsumerRecords<byte[], byte[]> fetched = poll();
        for (TopicPartition partition : fetched.partitions()) {
            Lane lane = lanes.get(partition);
            for (ConsumerRecord<byte[], byte[]> record : fetched.records(partition)) {
                if (record.offset() < lane.end) {
                    hold(lane, record);
                }
            }
        }
        for (Lane lane : asked) {
            // By position, as deleted records and transaction marks leave gaps.
            lane.next = consumer.position(lane.partition, PATIENCE);
            lane.read = lane.next >= lane.end;
        }
        int found = 0;
        for (Lane lane : empty) {
            if (!lane.isEmpty()) {
                heads.add(lane);
                found++;
            } else if (lane.read) {
                found++;
            }
        }
        return found;
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            pastDeleted(e.offsetOutOfRangePartitions());
            return ConsumerRecords.empty();
        }
    }

    /** What the broker has deleted under the reading is missing, and nothing that follows it. */
    private void pastDeleted(Map<TopicPartition, Long> positions) {
        consumer.beginningOffsets(positions.keySet(), PATIENCE).forEach((partition, begin) -> {
            deleted += Math.max(0, begin - positions.get(partition));
            consumer.seek(partition, begin);
        });
    }

    /** Offsets of the spans that the broker deleted before they were read, so far. */
    long deleted() {
        return deleted;
    }

    /** @return of which the next poll may bring something */
    private Collection<Lane> ask(Collection<Lane> lanes, List<Lane> empty) {
        if (weight > most / 2 || parked.size() > 0) {
            narrow = true;
            assign(empty);
            return empty;
        }
        List<Lane> open = lanes.stream().filter(lane -> !lane.read).toList();
        if (narrow) {
            narrow = false;
            assign(open);
        }
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> hungry = new ArrayList<>();
        open.forEach(
                lane -> (lane.weight() >= ahead || lane.size() >= steps.records ? full : hungry).add(lane.partition));
        consumer.pause(full);
        consumer.resume(hungry);
        return open;
    }

    /** Bytes of records that are in memory, about. */
    long weight() {
        return weight;
    }

    private void hold(Lane lane, ConsumerRecord<byte[], byte[]> record) {
        long before = lane.weight();
        if (record.value() != null && weight + record.value().length > most) {
            lane.park(record, parked);
        } else {
            lane.hold(record);
        }
        weight += lane.weight() - before;
    }

    @Override
    public void close() {
        parked.close();
        consumer.close();
    }
}
