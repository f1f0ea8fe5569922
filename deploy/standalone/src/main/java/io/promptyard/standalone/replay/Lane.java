package io.promptyard.standalone.replay;

import java.util.ArrayDeque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition that is read together with others, and what was fetched of it and not handed on yet. For one thread. */
final class Lane {
    /** Of a record beside its key and value. */
    private static final int OVERHEAD = 128;

    final TopicPartition partition;
    final int place;
    final long end;
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long weight;
    /** Offset of the next record to be fetched. */
    long next;

    boolean read;

    /** {@code at} is where its value is parked; -1 for nowhere. */
    private record Held(ConsumerRecord<byte[], byte[]> record, long at, int length) {
        int weight() {
            int key = record.key() == null ? 0 : record.key().length;
            return OVERHEAD + key + (record.value() == null ? 0 : record.value().length);
        }
    }

    /** @param place among the lanes: who goes first of records of the same time */
    Lane(TopicPartition partition, int place, long begin, long end) {
        this.partition = partition;
        this.place = place;
        this.next = begin;
        this.end = end;
    }

    void hold(ConsumerRecord<byte[], byte[]> record) {
        add(new Held(record, -1, 0));
    }

    /** With its value on disk. */
    void park(ConsumerRecord<byte[], byte[]> record, ParkedBytes parked) {
        ConsumerRecord<byte[], byte[]> light = new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                null,
                record.headers(),
                record.leaderEpoch());
        add(new Held(light, parked.park(record.value()), record.value().length));
    }

    private void add(Held more) {
        held.add(more);
        weight += more.weight();
    }

    /** The first one, whole. */
    ConsumerRecord<byte[], byte[]> take(ParkedBytes parked) {
        Held first = held.removeFirst();
        weight -= first.weight();
        ConsumerRecord<byte[], byte[]> record = first.record();
        return first.at() < 0
                ? record
                : new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        record.serializedKeySize(),
                        record.serializedValueSize(),
                        record.key(),
                        parked.take(first.at(), first.length()),
                        record.headers(),
                        record.leaderEpoch());
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    int size() {
        return held.size();
    }

    /** Bytes that it takes in memory, about. */
    long weight() {
        return weight;
    }

    /** When the first one was written. */
    long time() {
        return held.getFirst().record().timestamp();
    }
}
