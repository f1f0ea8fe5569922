package io.promptyard.router.replay;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as bytes, for a store that lives no longer than the process. Bytes of two outcomes, one after the other, are those of both
 * together, so that adding to one needs no reading.
 */
public final class OutcomeBytes {
    private static final FailureKind[] KINDS = FailureKind.values();
    private static final int CALL = 1;
    private static final int SCORE = 2;

    private OutcomeBytes() {}

    public static byte[] write(RecordedOutcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        Encoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            for (RecordedCall call : outcome.calls()) {
                out.writeInt(CALL);
                write(call, out);
            }
            for (RecordedOutcome.Score score : outcome.scores()) {
                out.writeInt(SCORE);
                text(score.target() == null ? null : score.target().toString(), out);
                out.writeDouble(score.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A call that stands there twice is there once. */
    public static RecordedOutcome read(byte[] bytes) {
        List<RecordedCall> calls = new ArrayList<>(2);
        List<RecordedOutcome.Score> scores = new ArrayList<>(1);
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
        try {
            while (!in.isEnd()) {
                if (in.readInt() == CALL) {
                    RecordedCall call = call(in);
                    if (!isThere(call, calls)) {
                        calls.add(call);
                    }
                } else {
                    String target = text(in);
                    scores.add(
                            new RecordedOutcome.Score(target == null ? null : Target.parse(target), in.readDouble()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RecordedOutcome(calls, scores);
    }

    private static boolean isThere(RecordedCall call, List<RecordedCall> calls) {
        for (RecordedCall each : calls) {
            if (each.attemptId().equals(call.attemptId())) {
                return true;
            }
        }
        return false;
    }

    /** Of an earlier and a later outcome of the same prompt. */
    public static byte[] together(byte[] first, byte[] later) {
        byte[] both = Arrays.copyOf(first, first.length + later.length);
        System.arraycopy(later, 0, both, first.length, later.length);
        return both;
    }

    private static void write(RecordedCall call, Encoder out) throws IOException {
        out.writeString(call.attemptId());
        out.writeInt(call.attempt());
        out.writeLong(call.at().toEpochMilli());
        out.writeString(call.target().toString());
        out.writeBoolean(call.success());
        number(call.kind() == null ? null : Long.valueOf(call.kind().ordinal()), out);
        number(call.httpStatus() == null ? null : call.httpStatus().longValue(), out);
        number(call.retryAfterMillis(), out);
        number(call.latencyMillis(), out);
        number(call.firstTokenMillis(), out);
        number(call.tokens(), out);
        text(call.costUsd() == null ? null : call.costUsd().toString(), out);
        number(call.settles() == null ? null : call.settles().longValue(), out);
    }

    private static RecordedCall call(BinaryDecoder in) throws IOException {
        String id = in.readString();
        int attempt = in.readInt();
        Instant at = Instant.ofEpochMilli(in.readLong());
        Target target = Target.parse(in.readString());
        boolean success = in.readBoolean();
        Long kind = number(in);
        Integer status = whole(number(in));
        Long retryAfter = number(in);
        Long latency = number(in);
        Long firstToken = number(in);
        Long tokens = number(in);
        String cost = text(in);
        return new RecordedCall(
                id,
                attempt,
                at,
                target,
                success,
                kind == null ? null : KINDS[Objects.requireNonNull(whole(kind))],
                status,
                retryAfter,
                latency,
                firstToken,
                tokens,
                cost == null ? null : new BigDecimal(cost),
                whole(number(in)));
    }

    private static @Nullable Integer whole(@Nullable Long number) {
        return number == null ? null : Integer.valueOf(Math.toIntExact(number));
    }

    private static void number(@Nullable Long number, Encoder out) throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeLong(number);
        }
    }

    private static @Nullable Long number(BinaryDecoder in) throws IOException {
        return in.readBoolean() ? Long.valueOf(in.readLong()) : null;
    }

    private static void text(@Nullable String text, Encoder out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeString(text);
        }
    }

    private static @Nullable String text(BinaryDecoder in) throws IOException {
        return in.readBoolean() ? in.readString() : null;
    }
}
