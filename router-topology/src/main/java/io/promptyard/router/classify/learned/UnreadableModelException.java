package io.promptyard.router.classify.learned;

/** Bytes that are no model, or one of a format that this version does not know. The message says what was wrong. */
public final class UnreadableModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableModelException(String message) {
        super(message);
    }

    public UnreadableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
