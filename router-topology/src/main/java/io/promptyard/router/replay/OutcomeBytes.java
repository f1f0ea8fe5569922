package io.promptyard.router.replay;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as bytes, for a store that lives no longer than the process. Bytes of two outcomes, one after the other, are those of both
 * together, so that adding to one needs no reading.
 */
public final class OutcomeBytes {
    private static final FailureKind[] KINDS = FailureKind.values();
    private static final byte CALL = 1;
    private static final byte SCORE = 2;

    private OutcomeBytes() {}

    public static byte[] write(RecordedOutcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (RecordedCall call : outcome.calls()) {
                out.writeByte(CALL);
                write(call, out);
            }
            for (RecordedOutcome.Score score : outcome.scores()) {
                out.writeByte(SCORE);
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
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            while (in.available() > 0) {
                if (in.readByte() == CALL) {
                    RecordedCall call = call(in);
                    if (calls.stream().noneMatch(each -> each.attemptId().equals(call.attemptId()))) {
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

    /** Of an earlier and a later outcome of the same prompt. */
    public static byte[] together(byte[] first, byte[] later) {
        byte[] both = Arrays.copyOf(first, first.length + later.length);
        System.arraycopy(later, 0, both, first.length, later.length);
        return both;
    }

    private static void write(RecordedCall call, DataOutputStream out) throws IOException {
        out.writeUTF(call.attemptId());
        out.writeInt(call.attempt());
        out.writeLong(call.at().toEpochMilli());
        out.writeUTF(call.target().toString());
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

    private static RecordedCall call(DataInputStream in) throws IOException {
        String id = in.readUTF();
        int attempt = in.readInt();
        Instant at = Instant.ofEpochMilli(in.readLong());
        Target target = Target.parse(in.readUTF());
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

    private static void number(@Nullable Long number, DataOutputStream out) throws IOException {
        out.writeBoolean(number != null);
        if (number != null) {
            out.writeLong(number);
        }
    }

    private static @Nullable Long number(DataInputStream in) throws IOException {
        return in.readBoolean() ? Long.valueOf(in.readLong()) : null;
    }

    private static void text(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
