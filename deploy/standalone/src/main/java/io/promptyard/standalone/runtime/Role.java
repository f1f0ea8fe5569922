package io.promptyard.standalone.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a process can do; {@link #label()} is its word on the command line. */
public enum Role {
    GATEWAY,
    ROUTER,
    WORKER,
    /** Only where learning is enabled. */
    LEARNER;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }
}
