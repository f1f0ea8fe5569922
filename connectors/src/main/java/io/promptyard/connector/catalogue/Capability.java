package io.promptyard.connector.catalogue;

import java.util.Locale;
import java.util.Optional;

/** Something a model can do and a prompt may need. {@link #label()} is its name in configuration and records. */
public enum Capability {
    TOOLS,
    PARALLEL_TOOLS,
    VISION,
    AUDIO,
    FILES,
    JSON_MODE,
    JSON_SCHEMA,
    STREAMING,
    REASONING,
    LOGPROBS,
    MULTIPLE_CHOICES,
    SEED;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String label() {
        return label;
    }

    public static Optional<Capability> ofLabel(String label) {
        for (Capability capability : values()) {
            if (capability.label.equals(label)) {
                return Optional.of(capability);
            }
        }
        return Optional.empty();
    }
}
