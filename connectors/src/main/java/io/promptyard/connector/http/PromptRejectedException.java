package io.promptyard.connector.http;

/** A prompt that this dialect cannot carry. The message names the field, and holds no prompt text. */
public final class PromptRejectedException extends Exception {
    public PromptRejectedException(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
