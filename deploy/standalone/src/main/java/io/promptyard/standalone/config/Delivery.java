package io.promptyard.standalone.config;

/** What a lane promises its consumers. */
public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE;

    public String label() {
        return switch (this) {
            case AT_LEAST_ONCE -> "at-least-once";
            case EXACTLY_ONCE -> "exactly-once";
        };
    }
}
