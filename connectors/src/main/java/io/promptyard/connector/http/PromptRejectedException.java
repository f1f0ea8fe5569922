package io.promptyard.connector.http;

import io.promptyard.model.outcome.FailureKind;

/** A prompt that this dialect, or this model, cannot carry. The message names the field, and holds no prompt text. */
public final class PromptRejectedException extends Exception {
    private final FailureKind kind;

    public PromptRejectedException(String message) {
        this(FailureKind.INVALID_REQUEST, message);
    }

    private PromptRejectedException(FailureKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /** Of what another model of the dialect takes. */
    public static PromptRejectedException byModel(String message) {
        return new PromptRejectedException(FailureKind.UNSUPPORTED, message);
    }

    public FailureKind kind() {
        return kind;
    }

    /** The message, never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
