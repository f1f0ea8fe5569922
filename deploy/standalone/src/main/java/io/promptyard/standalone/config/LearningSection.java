package io.promptyard.standalone.config;

import io.promptyard.router.config.LearningConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.math.BigDecimal;
import java.time.Duration;

/** {@code learning:}. */
final class LearningSection {
    private static final int MOST_LABELS = 1_000_000;
    private static final int MOST_VERSIONS = 100;
    private static final int MOST_WEIGHT = 1_000;

    private static final LearningConfig OFF = LearningConfig.OFF;

    private static final DefaultKey<Boolean> ENABLED = Key.named("enabled")
            .example("true")
            .means("whether the log is learnt from, published models are followed, and prompts are explored")
            .value(Rule.FLAG, OFF.enabled());
    private static final DefaultKey<Duration> INTERVAL = Key.named("interval")
            .example("1h")
            .means("how often it is looked whether there is enough to learn from")
            .value(Rule.DURATION, OFF.interval());
    private static final DefaultKey<Integer> MIN_LABELS = Key.named("min-labels")
            .example("200")
            .means("labels that must have come since the last training")
            .value(Rule.integer(1, MOST_LABELS), OFF.minLabels());
    private static final DefaultKey<Integer> MAX_LABELS = Key.named("max-labels")
            .example("50000")
            .means(
                    "labels that are kept; of more the oldest go. Not below `min-labels`, which it follows where it is not given")
            .value(Rule.integer(1, MOST_LABELS), OFF.maxLabels());
    private static final DefaultKey<Duration> MEMORY = Key.named("memory")
            .example("3d")
            .means(
                    "how long feedback finds its prompt; not to be changed on a running system, whose store has its retention from it")
            .value(Rule.DURATION, OFF.memory());
    private static final DefaultKey<Integer> WEIGHT_CAP = Key.named("weight-cap")
            .example("5")
            .means("most that a label counts for its choice having been unlikely")
            .value(Rule.integer(1, MOST_WEIGHT), (int) OFF.weightCap());
    private static final DefaultKey<Integer> KEEP_VERSIONS = Key.named("keep-versions")
            .example("10")
            .means("versions to go back to")
            .value(Rule.integer(1, MOST_VERSIONS), OFF.keepVersions());
    private static final DefaultKey<Double> EXPLORATION = Key.named("exploration")
            .example("0.05")
            .means("rate of prompts that another permitted target is asked")
            .value(Rule.UNIT, OFF.exploration());
    private static final DefaultKey<BigDecimal> EXPLORATION_MAX_USD = Key.named("exploration-max-usd")
            .example("0.01")
            .means("most that such a call may be expected to cost")
            .value(Rule.USD, OFF.explorationMaxUsd());
    static final SectionKey LEARNING = Key.named("learning")
            .holding(Table.of(
                    ENABLED,
                    INTERVAL,
                    MIN_LABELS,
                    MAX_LABELS,
                    MEMORY,
                    WEIGHT_CAP,
                    KEEP_VERSIONS,
                    EXPLORATION,
                    EXPLORATION_MAX_USD));

    private LearningSection() {}

    static LearningConfig read(Section top) {
        Section learning = top.sectionOrEmpty(LEARNING);
        int least = learning.get(MIN_LABELS);
        int most = learning.find(MAX_LABELS).orElse(Math.max(least, MAX_LABELS.value()));
        if (most < least) {
            learning.error(MAX_LABELS, "must be at least min-labels", Integer.toString(most));
        }
        LearningConfig read = new LearningConfig(
                learning.get(ENABLED),
                learning.get(INTERVAL),
                least,
                Math.max(least, most),
                learning.get(MEMORY),
                learning.get(WEIGHT_CAP),
                learning.get(KEEP_VERSIONS),
                learning.get(EXPLORATION),
                learning.get(EXPLORATION_MAX_USD));
        learning.end();
        return read;
    }
}
