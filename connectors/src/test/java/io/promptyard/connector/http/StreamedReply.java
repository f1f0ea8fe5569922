package io.promptyard.connector.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** Reads recorded replies as a call does, without a call. */
public final class StreamedReply {
    private StreamedReply() {}

    /** {@code name} ends in {@code .json} unless it is a stream. */
    public static Reply read(ReplyReader reader, String name, Buffer bytes) throws ReplyException {
        Intake intake = name.endsWith(".json")
                ? new PlainIntake(reader, MultiMap.caseInsensitiveMultiMap(), null)
                : new StreamIntake(reader.framing().parser(), reader.stream(), new DeltaGate(delta -> {}));
        intake.bytes(bytes);
        return intake.end();
    }
}
