package io.promptyard.connector.health;

import java.util.Objects;

/** {@code health:} of the configuration. */
public record HealthConfig(CircuitConfig circuit, CooldownConfig keys) {
    public static final HealthConfig DEFAULTS = new HealthConfig(CircuitConfig.DEFAULTS, CooldownConfig.DEFAULTS);

    public HealthConfig {
        Objects.requireNonNull(circuit, "circuit");
        Objects.requireNonNull(keys, "keys");
    }
}
