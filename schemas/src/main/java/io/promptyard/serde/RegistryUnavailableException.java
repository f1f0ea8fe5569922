package io.promptyard.serde;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry could not be asked: the same record may well pass later, so wait and try again. */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1;

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
