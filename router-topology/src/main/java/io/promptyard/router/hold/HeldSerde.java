package io.promptyard.router.hold;

import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.policy.RouteDecision.Unroutable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Writes a note as one byte that tells its kind, then a prompt as a reroute carries it, or a decision as a reservation does. Two records
 * in one log need two subjects. A refusal is both its prompt and the record of its decision, behind what only a caller is told.
 */
record HeldSerde(Serde<Reroute> prompts, Serde<Reservation> decisions, Serde<RoutingDecision> refusals) {
    private static final byte WAITING = 1;
    private static final byte GONE = 2;
    private static final byte REFUSED = 3;
    private static final String REFUSED_SUBJECT = "-refused";
    /** In place of milliseconds. */
    private static final long NEVER = -1;

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
            case Held.Refused refused -> refused(topic, refused);
        };
    }

    private byte[] refused(String topic, Held.Refused refused) {
        Unroutable as = refused.as();
        Reroute reroute =
                new Reroute(refused.prompt().request().id(), as.record().at(), refused.prompt());
        byte[] kind = as.kind().name().getBytes(StandardCharsets.UTF_8);
        byte[] message = as.message().getBytes(StandardCharsets.UTF_8);
        byte[] prompt = prompts.serializer().serialize(topic + "-waiting", reroute);
        byte[] record = refusals.serializer().serialize(topic + REFUSED_SUBJECT, as.record());
        ByteBuffer note = ByteBuffer.allocate(
                1 + Long.BYTES + 4 * Integer.BYTES + kind.length + message.length + prompt.length + record.length);
        note.put(REFUSED).putLong(as.retryAfterMillis() == null ? NEVER : as.retryAfterMillis());
        for (byte[] part : List.of(kind, message, prompt, record)) {
            note.putInt(part.length).put(part);
        }
        return note.array();
    }

    private Held readRefused(String topic, ByteBuffer note) {
        long retryAfter = note.getLong();
        String kind = new String(part(note), StandardCharsets.UTF_8);
        String message = new String(part(note), StandardCharsets.UTF_8);
        Reroute reroute = prompts.deserializer().deserialize(topic + "-waiting", part(note));
        RoutingDecision record = refusals.deserializer().deserialize(topic + REFUSED_SUBJECT, part(note));
        FailureKind known = Arrays.stream(FailureKind.values())
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElse(FailureKind.INTERNAL); // of a later version
        return new Held.Refused(
                reroute.prompt(), new Unroutable(known, message, retryAfter == NEVER ? null : retryAfter, record));
    }

    private static byte[] part(ByteBuffer note) {
        byte[] part = new byte[note.getInt()];
        note.get(part);
        return part;
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
            case REFUSED -> readRefused(topic, ByteBuffer.wrap(note));
            default ->
                throw new SerializationException(
                        "held-prompts store: note kind must be 1, 2 or 3 (got " + bytes[0] + ")");
        };
    }
}
