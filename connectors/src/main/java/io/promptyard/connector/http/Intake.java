package io.promptyard.connector.http;

import io.promptyard.model.TokenUsage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes in the bytes of one reply. Not thread-safe. */
interface Intake {
    int OK = 200;

    /** Whether the answer is whole, though the bytes may not have ended. */
    boolean bytes(Buffer bytes) throws ReplyException;

    /**
     * The answer.
     *
     * @throws ReplyException when the bytes hold none
     */
    Reply end() throws ReplyException;

    /** Once the bytes have ended: reads what would hold up the event loop beside it. {@link #end} follows, on {@code context}. */
    default Future<Void> readAside(Context context) {
        return Future.succeededFuture();
    }

    /** Whether bytes alone are no sign of life, only content is. */
    default boolean waitsForContent() {
        return false;
    }

    /** What was billed, if the provider said so. */
    default @Nullable TokenUsage billed() {
        return null;
    }

    /** What the provider has said of it by now, if it has not said all: input as reported, output at least so much. */
    default @Nullable TokenUsage soFar() {
        return null;
    }

    /** How to take in a reply, by what its head says: an error is JSON even where a stream was asked for. */
    static Intake of(int status, MultiMap headers, boolean stream, ReplyReader reader, DeltaGate gate) {
        if (status != OK) {
            return new ErrorIntake(status);
        }
        String contentType = headers.get("content-type");
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        boolean whole = type.contains("json") && !type.contains("ndjson");
        if (!stream || whole || type.contains("html")) {
            return new PlainIntake(reader, headers, stream ? gate : null);
        }
        return new StreamIntake(reader.framing().parser(), reader.stream(), gate);
    }
}
