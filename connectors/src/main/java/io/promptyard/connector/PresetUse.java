package io.promptyard.connector;

import java.util.Objects;

/** The preset that a provider's section names. */
public record PresetUse(String name) {
    public PresetUse {
        Objects.requireNonNull(name, "name");
    }
}
