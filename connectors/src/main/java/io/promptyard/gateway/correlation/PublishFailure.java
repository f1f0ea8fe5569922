package io.promptyard.gateway.correlation;

import java.util.Objects;

/** A prompt that was not accepted. The message holds nothing of the prompt. */
public final class PublishFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** Larger than a record may be: no retry helps. */
        TOO_LARGE,
        /** The broker or the registry did not answer, or too much waits already: a retry may help. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final boolean inDoubt;

    public PublishFailure(Kind kind, String message) {
        this(kind, message, false);
    }

    /** @param inDoubt whether the prompt may be in the log all the same: it was sent, and nobody could say */
    public PublishFailure(Kind kind, String message, boolean inDoubt) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.inDoubt = inDoubt;
    }

    public boolean inDoubt() {
        return inDoubt;
    }

    public Kind kind() {
        return kind;
    }
}
