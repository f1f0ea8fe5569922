package io.promptyard.router.ingress;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a prompt for a day: where its record stood, so that a re-read after a crash is not taken for a
 * repeat, a fingerprint of what it asked, and where its answer stands; null while it has none. The id of a record that
 * was no prompt is remembered as well: its refusal has ended it.
 */
record Seen(long offset, long fingerprint, @Nullable AnswerPlace answer) {
    private static final int BYTES = 2 * Long.BYTES;

    /** Of no prompt: the lower half of a prompt's is a length. */
    private static final long REFUSED = -1;

    static Seen refused(long offset) {
        return new Seen(offset, REFUSED, null);
    }

    boolean isRefused() {
        return fingerprint == REFUSED;
    }

    Seen answered(AnswerPlace place) {
        return new Seen(offset, fingerprint, place);
    }

    static Serde<Seen> serde() {
        return Serdes.serdeFrom((topic, seen) -> seen == null ? null : seen.bytes(), (topic, bytes) -> read(bytes));
    }

    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(answer == null ? BYTES : BYTES + AnswerPlace.BYTES)
                .putLong(offset)
                .putLong(fingerprint);
        if (answer != null) {
            answer.write(buffer);
        }
        return buffer.array();
    }

    private static @Nullable Seen read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Seen(buffer.getLong(), buffer.getLong(), buffer.hasRemaining() ? AnswerPlace.read(buffer) : null);
    }
}
