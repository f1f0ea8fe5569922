package io.promptyard.router.judge;

import io.promptyard.model.Reroute;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Writes a note as one byte that tells its kind, then the prompt as a reroute carries it. */
final class DoubtSerde {
    private static final byte WAITING = 1;
    private static final byte GONE = 2;

    private final Serde<Reroute> prompts;

    private DoubtSerde(Serde<Reroute> prompts) {
        this.prompts = prompts;
    }

    static Serde<Doubt> of(Serde<Reroute> prompts) {
        DoubtSerde serde = new DoubtSerde(prompts);
        return Serdes.serdeFrom(serde::write, serde::read);
    }

    private byte @Nullable [] write(String topic, @Nullable Doubt doubt) {
        if (doubt == null) {
            return null;
        }
        byte[] prompt = prompts.serializer()
                .serialize(topic, new Reroute(doubt.prompt().request().id(), doubt.since(), doubt.prompt()));
        return ByteBuffer.allocate(1 + prompt.length)
                .put(doubt.gone() ? GONE : WAITING)
                .put(prompt)
                .array();
    }

    private @Nullable Doubt read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes[0] != WAITING && bytes[0] != GONE) {
            throw new SerializationException("in-doubt store: note kind must be 1 or 2 (got " + bytes[0] + ")");
        }
        Reroute note = prompts.deserializer().deserialize(topic, Arrays.copyOfRange(bytes, 1, bytes.length));
        return new Doubt(bytes[0] == GONE, note.at(), note.prompt());
    }
}
