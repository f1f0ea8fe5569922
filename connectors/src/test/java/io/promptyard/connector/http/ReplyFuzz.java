package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.Corpus;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.TokenUsage;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replies of one dialect as any host may send them. The first byte of an input says whether the rest is a whole answer, a
 * stream, a stream cut into pieces of one to 125 bytes, or the body of an error.
 */
public final class ReplyFuzz {
    private static final byte WHOLE = 0;
    private static final byte STREAM = 1;
    private static final byte FAILED = 2;
    private static final int FIRST_SPLIT = 3;

    private final ReplyReader reader;

    public ReplyFuzz(ReplyReader reader) {
        this.reader = reader;
    }

    /** Everything that was recorded of the dialect. */
    public static Stream<byte[]> recorded(String dialect) {
        return recorded(dialect, ".sse");
    }

    /** @param stream how the names of recorded streams end */
    public static Stream<byte[]> recorded(String dialect, String stream) {
        return Stream.of(
                        Corpus.files(dialect, "200.json").map(bytes -> prefixed(WHOLE, bytes)),
                        Corpus.files(dialect, stream).map(bytes -> prefixed(STREAM, bytes)),
                        Corpus.files(dialect, stream).map(bytes -> prefixed((byte) (FIRST_SPLIT + 6), bytes)),
                        Corpus.files(dialect, ".json").map(bytes -> prefixed(FAILED, bytes)))
                .flatMap(each -> each);
    }

    /** Reads it: an answer or a {@link ReplyException}, and the same one however the bytes were split. */
    public void read(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        int kind = input[0] & 0x7f;
        switch (kind) {
            case WHOLE -> outcome(new PlainIntake(reader, MultiMap.caseInsensitiveMultiMap(), null), rest, rest.length);
            case STREAM -> stream(rest, rest.length);
            case FAILED -> outcome(new ErrorIntake(400 + rest.length % 200), rest, rest.length);
            default -> assertThat(stream(rest, kind - FIRST_SPLIT + 1)).isEqualTo(stream(rest, rest.length));
        }
    }

    private Told stream(byte[] bytes, int piece) {
        List<CompletionDelta> deltas = new ArrayList<>();
        Intake intake = new StreamIntake(reader.framing().parser(), reader.stream(), new DeltaGate(deltas::add));
        Object outcome = outcome(intake, bytes, piece);
        return new Told(outcome, deltas, intake.billed());
    }

    private static Object outcome(Intake intake, byte[] bytes, int piece) {
        try {
            for (int from = 0; from < bytes.length; from += piece) {
                Buffer part = Buffer.buffer().appendBytes(bytes, from, Math.min(piece, bytes.length - from));
                if (intake.bytes(part)) {
                    break;
                }
            }
            return intake.end();
        } catch (ReplyException e) {
            return e.kind() + ": " + e.text();
        }
    }

    private static byte[] prefixed(byte kind, byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = kind;
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }

    private record Told(
            Object outcome,
            List<CompletionDelta> deltas,
            @Nullable TokenUsage billed) {}
}
