package io.promptyard.standalone.learning;

import java.io.IOException;

/** A version that is not there, or none to go to; the message says what there is. */
public final class NoSuchVersionException extends IOException {
    private static final long serialVersionUID = 1L;

    NoSuchVersionException(String message) {
        super(message);
    }
}
