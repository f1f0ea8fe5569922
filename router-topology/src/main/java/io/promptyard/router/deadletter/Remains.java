package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.router.deadletter.Undertaker.Corpse;
import io.promptyard.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a dead letter keeps of a record, so that the letter fits its topic: a record may be as large as a letter, and a
 * letter is the record, its key up to three times, and the story. Pure.
 */
final class Remains {
    /** For the story, headers and stack trace included. */
    private static final int STORY = 256 * 1024;

    /** Above this a key is no id: its refusal bears it three times. */
    static final int MOST_KEY = 1024 * 1024;

    private static final int KEYS = 3;

    private Remains() {}

    /** The key that letter and refusal go under; null for one too long to be an id, as for none. */
    static byte @Nullable [] key(Corpse corpse) {
        byte[] key = corpse.key();
        return key == null || key.length > MOST_KEY ? null : key;
    }

    /** The origin, with key and value as far as there is room; null where there is none. */
    static DeadLetter.@Nullable Source of(Corpse corpse) {
        if (corpse.topic() == null) {
            return null;
        }
        ByteBuffer key = beginning(corpse.key(), MOST_KEY);
        int room = TopicCatalogue.MAX_CONTENT_BYTES - STORY - (key == null ? 0 : KEYS * key.remaining());
        byte[] value = corpse.value();
        Long whole = value != null && value.length > room ? Long.valueOf(value.length) : null;
        return new DeadLetter.Source(
                corpse.topic(), corpse.partition(), corpse.offset(), key, beginning(value, room), whole);
    }

    private static @Nullable ByteBuffer beginning(byte @Nullable [] bytes, int most) {
        return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
    }
}
