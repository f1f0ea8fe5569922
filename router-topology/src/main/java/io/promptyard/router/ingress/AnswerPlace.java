package io.promptyard.router.ingress;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Where a prompt's terminal response stands in {@code responses}. */
public record AnswerPlace(int partition, long offset) {
    static final int BYTES = Integer.BYTES + Long.BYTES;

    void write(ByteBuffer buffer) {
        buffer.putInt(partition).putLong(offset);
    }

    static AnswerPlace read(ByteBuffer buffer) {
        return new AnswerPlace(buffer.getInt(), buffer.getLong());
    }

    /** Twelve bytes; for the router's own repartition topic. */
    public static Serde<AnswerPlace> serde() {
        return Serdes.serdeFrom(
                (topic, place) -> {
                    if (place == null) {
                        return null;
                    }
                    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
                    place.write(buffer);
                    return buffer.array();
                },
                (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }
}
