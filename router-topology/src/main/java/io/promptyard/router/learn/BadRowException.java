package io.promptyard.router.learn;

/** A row that cannot be learnt from; the message names file, line, rule and what stood there instead. */
public final class BadRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRowException(String message) {
        super(message);
    }
}
