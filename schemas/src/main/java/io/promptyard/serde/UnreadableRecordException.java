package io.promptyard.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A record that no retry makes readable: not in the wire format, cut short, of an unknown or incompatible schema, or
 * holding a value the model refuses. The message names topic and rule, never what the record holds.
 */
public final class UnreadableRecordException extends SerializationException {
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    UnreadableRecordException(String message) {
        super(message);
    }
}
