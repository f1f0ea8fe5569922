package io.promptyard.standalone.config;

import java.util.Optional;

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

    static Optional<Delivery> ofLabel(String text) {
        for (Delivery delivery : values()) {
            if (delivery.label().equals(text)) {
                return Optional.of(delivery);
            }
        }
        return Optional.empty();
    }
}
