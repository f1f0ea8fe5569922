package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.SettledMark;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Writes an entry as one byte that tells its kind, then the entry in its own Avro schema, each under a subject of its own. */
final class WorkerEntrySerde {
    private static final byte PENDING = 1;
    private static final byte SETTLED = 2;
    private static final byte PARKED = 3;

    private final Serde<PendingCall> pending;
    private final Serde<SettledMark> settled;

    private WorkerEntrySerde(Serde<PendingCall> pending, Serde<SettledMark> settled) {
        this.pending = pending;
        this.settled = settled;
    }

    static Serde<WorkerEntry> of(Serde<PendingCall> pending, Serde<SettledMark> settled) {
        WorkerEntrySerde serde = new WorkerEntrySerde(pending, settled);
        return Serdes.serdeFrom(serde::write, serde::read);
    }

    private byte @Nullable [] write(String topic, @Nullable WorkerEntry entry) {
        return switch (entry) {
            case null -> null;
            case WorkerEntry.Pending p -> tagged(PENDING, pending.serializer().serialize(topic + "-pending", p.call()));
            case WorkerEntry.Settled s -> {
                byte[] mark = settled.serializer().serialize(topic + "-settled", s.mark());
                yield tagged(
                        SETTLED,
                        ByteBuffer.allocate(Long.BYTES + mark.length)
                                .putLong(s.outcomeOffset())
                                .put(mark)
                                .array());
            }
            case WorkerEntry.Parked p ->
                ByteBuffer.allocate(1 + 4 * Long.BYTES)
                        .put(PARKED)
                        .putLong(p.from())
                        .putLong(p.to())
                        .putLong(p.count())
                        .putLong(p.since().toEpochMilli())
                        .array();
        };
    }

    private static byte[] tagged(byte tag, byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + 1).put(tag).put(bytes).array();
    }

    private @Nullable WorkerEntry read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] rest = new byte[bytes.length - 1];
        System.arraycopy(bytes, 1, rest, 0, rest.length);
        return switch (bytes[0]) {
            case PENDING -> new WorkerEntry.Pending(pending.deserializer().deserialize(topic + "-pending", rest));
            case SETTLED -> {
                byte[] mark = Arrays.copyOfRange(rest, Long.BYTES, rest.length);
                yield new WorkerEntry.Settled(
                        settled.deserializer().deserialize(topic + "-settled", mark),
                        ByteBuffer.wrap(rest).getLong());
            }
            case PARKED -> parked(ByteBuffer.wrap(rest));
            default ->
                throw new SerializationException("pending store: entry kind must be 1 to 3 (got " + bytes[0] + ")");
        };
    }

    private static WorkerEntry parked(ByteBuffer bytes) {
        return new WorkerEntry.Parked(
                bytes.getLong(), bytes.getLong(), bytes.getLong(), Instant.ofEpochMilli(bytes.getLong()));
    }
}
