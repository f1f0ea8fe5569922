package io.promptyard.standalone.config;

import io.promptyard.connector.health.CircuitConfig;
import io.promptyard.connector.health.CooldownConfig;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.time.Duration;
import java.util.Optional;

/** {@code health:}. */
final class HealthSection {
    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_PROBES = 1_000;

    private static final CircuitConfig CIRCUITS = CircuitConfig.DEFAULTS;
    private static final CooldownConfig COOLDOWNS = CooldownConfig.DEFAULTS;

    private static final DefaultKey<Boolean> ENABLED = Key.named("enabled")
            .example("false")
            .means("whether targets have circuits")
            .value(Rule.FLAG, CIRCUITS.enabled());
    private static final DefaultKey<Duration> WINDOW = Key.named("window")
            .example("30s")
            .means("failures count for so long")
            .value(Rule.DURATION, CIRCUITS.window());
    private static final DefaultKey<Integer> MIN_CALLS = Key.named("min-calls")
            .example("50")
            .means("fewer calls within the window never open it")
            .value(Rule.integer(1, MOST_CALLS), CIRCUITS.minCalls());
    private static final DefaultKey<Double> FAILURE_RATIO = Key.named("failure-ratio")
            .example("0.8")
            .means("part of them that must have failed")
            .value(
                    Rule.of(
                            "a number above 0 and at most 1",
                            text -> Rule.UNIT.parse().apply(text).filter(ratio -> ratio > 0),
                            Rule.UNIT.write()),
                    CIRCUITS.failureRatio());
    private static final DefaultKey<Duration> OPEN = Key.named("open")
            .example("30s")
            .means("for how long it opens at first; twice as long after each probe that fails")
            .value(Rule.DURATION, CIRCUITS.open());
    private static final DefaultKey<Duration> MAX_OPEN = Key.named("max-open")
            .example("10m")
            .means("and at most so long. Not below `open`, which it follows where it is not given")
            .value(Rule.DURATION, CIRCUITS.maxOpen());
    private static final DefaultKey<Integer> PROBES = Key.named("probes")
            .example("1")
            .means("calls at a time after that, and how many of them must be answered until it closes")
            .value(Rule.integer(1, MOST_PROBES), CIRCUITS.probes());
    private static final SectionKey CIRCUIT =
            Key.named("circuit").holding(Table.of(ENABLED, WINDOW, MIN_CALLS, FAILURE_RATIO, OPEN, MAX_OPEN, PROBES));

    private static final DefaultKey<Duration> REFUSED_FOR = Key.named("refused-for")
            .example("1h")
            .means("how long a key is not used that the provider refuses, or whose account is empty")
            .value(Rule.DURATION, COOLDOWNS.refused());
    private static final DefaultKey<Duration> INITIAL = Key.named("initial")
            .example("5s")
            .means("the same after a 429 that says nothing of when to come back: the first pause, doubled each time")
            .value(Rule.DURATION, COOLDOWNS.initial());
    private static final DefaultKey<Duration> MAX = Key.named("max")
            .example("5m")
            .means("and the longest. Not below `initial`, which it follows where it is not given")
            .value(Rule.DURATION, COOLDOWNS.max());
    private static final SectionKey KEYS = Key.named("keys").holding(Table.of(REFUSED_FOR, INITIAL, MAX));

    static final SectionKey HEALTH = Key.named("health").holding(Table.of(CIRCUIT, KEYS));

    private HealthSection() {}

    static HealthConfig read(Section top) {
        Section health = top.sectionOrEmpty(HEALTH);
        HealthConfig read =
                new HealthConfig(circuit(health.sectionOrEmpty(CIRCUIT)), keys(health.sectionOrEmpty(KEYS)));
        health.end();
        return read;
    }

    private static CircuitConfig circuit(Section circuit) {
        Duration open = circuit.get(OPEN);
        CircuitConfig read = new CircuitConfig(
                circuit.get(ENABLED),
                circuit.get(WINDOW),
                circuit.get(MIN_CALLS),
                circuit.get(FAILURE_RATIO),
                open,
                longest(circuit, MAX_OPEN, "must be at least open", open),
                circuit.get(PROBES));
        circuit.end();
        return read;
    }

    private static CooldownConfig keys(Section keys) {
        Duration initial = keys.get(INITIAL);
        CooldownConfig read = new CooldownConfig(
                keys.get(REFUSED_FOR), initial, longest(keys, MAX, "must be at least initial", initial));
        keys.end();
        return read;
    }

    /** A default gives way to a longer first one. */
    private static Duration longest(Section section, DefaultKey<Duration> key, String rule, Duration least) {
        Duration given = section.get(key);
        if (given.compareTo(least) >= 0) {
            return given;
        }
        if (section.has(key)) {
            section.error(key, rule, section.find(key, Optional::of).orElse(""));
        }
        return least;
    }
}
