package io.promptyard.router.config;

import java.util.Optional;

/** What becomes of a call that was open when its process died, and whose outcome is not in the log. */
public enum OnRestart {
    /** It is issued again, under the same idempotency key. */
    RETRY("retry"),
    /** Its outcome is waited for, as long as a call may take; then as {@link #DEAD_LETTER}. */
    ASK("ask"),
    /** It is not repeated: the prompt is refused, with a dead letter that says that the call may have been billed. */
    DEAD_LETTER("dead-letter");

    private final String label;

    OnRestart(String label) {
        this.label = label;
    }

    /** The configuration's word for it. */
    public String label() {
        return label;
    }

    public static Optional<OnRestart> ofLabel(String text) {
        for (OnRestart policy : values()) {
            if (policy.label.equals(text)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }
}
