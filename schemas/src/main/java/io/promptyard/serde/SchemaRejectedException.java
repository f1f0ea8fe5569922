package io.promptyard.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry will not have one of our own schemas: incompatible with what is registered, or not registered while
 * registering is off. A fault of deployment, not of a record; the message names the subject.
 */
public final class SchemaRejectedException extends SerializationException {
    private static final long serialVersionUID = 1;

    SchemaRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
