package io.promptyard.standalone.config;

import io.promptyard.connector.health.CircuitConfig;
import io.promptyard.connector.health.CooldownConfig;
import io.promptyard.connector.health.HealthConfig;
import java.time.Duration;

/** {@code health:}. */
final class HealthSection {
    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_PROBES = 1_000;

    private HealthSection() {}

    static HealthConfig read(Section top) {
        return top.section("health").map(HealthSection::of).orElse(HealthConfig.DEFAULTS);
    }

    private static HealthConfig of(Section health) {
        HealthConfig read = new HealthConfig(
                health.section("circuit").map(HealthSection::circuit).orElse(CircuitConfig.DEFAULTS),
                health.section("keys").map(HealthSection::keys).orElse(CooldownConfig.DEFAULTS));
        health.end();
        return read;
    }

    private static CircuitConfig circuit(Section circuit) {
        CircuitConfig defaults = CircuitConfig.DEFAULTS;
        Duration open = circuit.duration("open").orElse(defaults.open());
        CircuitConfig read = new CircuitConfig(
                circuit.flag("enabled").orElse(defaults.enabled()),
                circuit.duration("window").orElse(defaults.window()),
                circuit.integer("min-calls", 1, MOST_CALLS).orElse(defaults.minCalls()),
                circuit.value(
                                "failure-ratio",
                                "must be a number above 0 and at most 1",
                                text -> Section.unitOf(text).filter(ratio -> ratio > 0))
                        .orElse(defaults.failureRatio()),
                open,
                longest(circuit, "max-open", "must be at least open", open, defaults.maxOpen()),
                circuit.integer("probes", 1, MOST_PROBES).orElse(defaults.probes()));
        circuit.end();
        return read;
    }

    private static CooldownConfig keys(Section keys) {
        CooldownConfig defaults = CooldownConfig.DEFAULTS;
        Duration initial = keys.duration("initial").orElse(defaults.initial());
        CooldownConfig read = new CooldownConfig(
                keys.duration("refused-for").orElse(defaults.refused()),
                initial,
                longest(keys, "max", "must be at least initial", initial, defaults.max()));
        keys.end();
        return read;
    }

    /** A default gives way to a longer first one. */
    private static Duration longest(Section section, String key, String rule, Duration least, Duration otherwise) {
        Duration given = section.duration(key).orElse(otherwise);
        if (given.compareTo(least) >= 0) {
            return given;
        }
        if (section.has(key)) {
            section.problems().error(section.path(key), rule, section.text(key).orElse(""));
        }
        return least;
    }
}
