package io.promptyard.connector;

import java.util.Objects;

/**
 * The preset that a provider's section names. {@code dropUnsupported}: a parameter that the host cannot take is left out
 * and counted, also where the answer will not be what was asked for; otherwise such a prompt is refused.
 */
public record PresetUse(String name, boolean dropUnsupported) {
    public PresetUse {
        Objects.requireNonNull(name, "name");
    }
}
