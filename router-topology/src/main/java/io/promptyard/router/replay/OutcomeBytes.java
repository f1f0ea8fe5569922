package io.promptyard.router.replay;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as bytes, for a store that lives no longer than this object: targets are numbers that it deals. Bytes of two outcomes, one
 * after the other, are those of both together, so that adding to one needs no reading. Not thread-safe.
 */
public final class OutcomeBytes {
    private static final FailureKind[] KINDS = FailureKind.values();
    private static final byte CALL = 1;
    private static final byte SCORE = 2;
    private static final int NOBODY = -1;
    /** Most that a call takes, its texts and digits apart. */
    private static final int FIXED = 112;

    private final Map<Target, Integer> numbers = new HashMap<>();
    private final List<Target> targets = new ArrayList<>();

    public byte[] write(RecordedOutcome outcome) {
        int room = FIXED * outcome.scores().size();
        List<byte[]> ids = new ArrayList<>(outcome.calls().size());
        for (RecordedCall call : outcome.calls()) {
            byte[] id = call.attemptId().getBytes(StandardCharsets.UTF_8);
            ids.add(id);
            room += FIXED + id.length + digits(call.costUsd()).length;
        }
        ByteBuffer out = ByteBuffer.allocate(room);
        for (int i = 0; i < ids.size(); i++) {
            out.put(CALL);
            bytes(ids.get(i), out);
            write(outcome.calls().get(i), out);
        }
        for (RecordedOutcome.Score score : outcome.scores()) {
            out.put(SCORE);
            out.putInt(number(score.target())).putDouble(score.value());
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** A call that stands there twice is there once. */
    public RecordedOutcome read(byte[] bytes) {
        List<RecordedCall> calls = new ArrayList<>(2);
        List<RecordedOutcome.Score> scores = new ArrayList<>(1);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            if (in.get() == CALL) {
                RecordedCall call = call(in);
                if (calls.isEmpty()
                        || calls.stream().noneMatch(each -> each.attemptId().equals(call.attemptId()))) {
                    calls.add(call);
                }
            } else {
                int number = in.getInt();
                scores.add(new RecordedOutcome.Score(number == NOBODY ? null : targets.get(number), in.getDouble()));
            }
        }
        return new RecordedOutcome(calls, scores);
    }

    /** Of an earlier and a later outcome of the same prompt. */
    public static byte[] together(byte[] first, byte[] later) {
        byte[] both = Arrays.copyOf(first, first.length + later.length);
        System.arraycopy(later, 0, both, first.length, later.length);
        return both;
    }

    private int number(@Nullable Target target) {
        if (target == null) {
            return NOBODY;
        }
        Integer known = numbers.get(target);
        if (known != null) {
            return known;
        }
        numbers.put(target, targets.size());
        targets.add(target);
        return targets.size() - 1;
    }

    private void write(RecordedCall call, ByteBuffer out) {
        out.putInt(call.attempt()).putLong(call.at().toEpochMilli()).putInt(number(call.target()));
        out.put((byte) (call.success() ? 1 : 0));
        whole(call.kind() == null ? null : Integer.valueOf(call.kind().ordinal()), out);
        whole(call.httpStatus(), out);
        number(call.retryAfterMillis(), out);
        number(call.latencyMillis(), out);
        number(call.firstTokenMillis(), out);
        number(call.tokens(), out);
        whole(call.settles(), out);
        BigDecimal cost = call.costUsd();
        whole(cost == null ? null : Integer.valueOf(cost.scale()), out);
        if (cost != null) {
            bytes(digits(cost), out);
        }
    }

    private RecordedCall call(ByteBuffer in) {
        String id = new String(bytes(in), StandardCharsets.UTF_8);
        int attempt = in.getInt();
        Instant at = Instant.ofEpochMilli(in.getLong());
        Target target = targets.get(in.getInt());
        boolean success = in.get() == 1;
        Integer kind = whole(in);
        Integer status = whole(in);
        Long retryAfter = number(in);
        Long latency = number(in);
        Long firstToken = number(in);
        Long tokens = number(in);
        Integer settles = whole(in);
        Integer scale = whole(in);
        return new RecordedCall(
                id,
                attempt,
                at,
                target,
                success,
                kind == null ? null : KINDS[kind],
                status,
                retryAfter,
                latency,
                firstToken,
                tokens,
                scale == null ? null : new BigDecimal(new BigInteger(bytes(in)), scale),
                settles);
    }

    private static byte[] digits(@Nullable BigDecimal cost) {
        return cost == null ? new byte[0] : cost.unscaledValue().toByteArray();
    }

    private static void bytes(byte[] bytes, ByteBuffer out) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private static void whole(@Nullable Integer number, ByteBuffer out) {
        number(number == null ? null : Long.valueOf(number), out);
    }

    private static @Nullable Integer whole(ByteBuffer in) {
        Long number = number(in);
        return number == null ? null : Integer.valueOf(Math.toIntExact(number));
    }

    private static void number(@Nullable Long number, ByteBuffer out) {
        out.put((byte) (number == null ? 0 : 1));
        if (number != null) {
            out.putLong(number);
        }
    }

    private static @Nullable Long number(ByteBuffer in) {
        return in.get() == 0 ? null : Long.valueOf(in.getLong());
    }
}
