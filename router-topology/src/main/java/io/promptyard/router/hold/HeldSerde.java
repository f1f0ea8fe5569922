package io.promptyard.router.hold;

import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a note as one byte that tells its kind, then a prompt as a reroute carries it, or a decision as a reservation does. Two records
 * in one log need two subjects.
 */
record HeldSerde(Serde<Reroute> prompts, Serde<Reservation> decisions) {
    private static final byte WAITING = 1;
    private static final byte GONE = 2;

    Serde<Held> serde() {
        return Serdes.serdeFrom(this::write, this::read);
    }

    private byte @Nullable [] write(String topic, @Nullable Held held) {
        return switch (held) {
            case null -> null;
            case Held.Waiting waiting -> {
                Reroute note = new Reroute(waiting.prompt().request().id(), waiting.since(), waiting.prompt());
                yield of(WAITING, prompts.serializer().serialize(topic + "-waiting", note));
            }
            case Held.Gone gone -> of(GONE, decisions.serializer().serialize(topic + "-gone", gone.as()));
        };
    }

    private static byte[] of(byte kind, byte[] note) {
        return ByteBuffer.allocate(1 + note.length).put(kind).put(note).array();
    }

    private @Nullable Held read(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        byte[] note = Arrays.copyOfRange(bytes, 1, bytes.length);
        return switch (bytes[0]) {
            case WAITING -> {
                Reroute waiting = prompts.deserializer().deserialize(topic + "-waiting", note);
                yield new Held.Waiting(waiting.prompt(), waiting.at());
            }
            case GONE -> new Held.Gone(decisions.deserializer().deserialize(topic + "-gone", note));
            default ->
                throw new SerializationException("held-prompts store: note kind must be 1 or 2 (got " + bytes[0] + ")");
        };
    }
}
