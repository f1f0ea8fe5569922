package io.promptyard.router.ingress;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is remembered of a prompt for a day: where its record stood, so that a re-read after a crash is not taken for a
 * repeat, and a fingerprint of what it asked.
 */
record Seen(long offset, long fingerprint) {

    static Serde<Seen> serde() {
        return Serdes.serdeFrom(
                (topic, seen) -> seen == null
                        ? null
                        : ByteBuffer.allocate(2 * Long.BYTES)
                                .putLong(seen.offset())
                                .putLong(seen.fingerprint())
                                .array(),
                (topic, bytes) -> {
                    if (bytes == null) {
                        return null;
                    }
                    ByteBuffer buffer = ByteBuffer.wrap(bytes);
                    return new Seen(buffer.getLong(), buffer.getLong());
                });
    }
}
