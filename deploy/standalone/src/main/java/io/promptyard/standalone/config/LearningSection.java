package io.promptyard.standalone.config;

import io.promptyard.router.config.LearningConfig;

/** {@code learning:}. */
final class LearningSection {
    private static final int MOST_LABELS = 1_000_000;
    private static final int MOST_VERSIONS = 100;
    private static final int MOST_WEIGHT = 1_000;

    private LearningSection() {}

    static LearningConfig read(Section top) {
        return top.section("learning").map(LearningSection::of).orElse(LearningConfig.OFF);
    }

    private static LearningConfig of(Section learning) {
        LearningConfig off = LearningConfig.OFF;
        int least = learning.integer("min-labels", 1, MOST_LABELS).orElse(off.minLabels());
        int most = learning.integer("max-labels", 1, MOST_LABELS).orElse(Math.max(least, off.maxLabels()));
        if (most < least) {
            learning.problems()
                    .error(learning.path("max-labels"), "must be at least min-labels", Integer.toString(most));
        }
        LearningConfig read = new LearningConfig(
                learning.flag("enabled").orElse(off.enabled()),
                learning.duration("interval").orElse(off.interval()),
                least,
                Math.max(least, most),
                learning.duration("memory").orElse(off.memory()),
                learning.integer("weight-cap", 1, MOST_WEIGHT)
                        .map(Integer::doubleValue)
                        .orElse(off.weightCap()),
                learning.integer("keep-versions", 1, MOST_VERSIONS).orElse(off.keepVersions()),
                learning.unit("exploration").orElse(off.exploration()),
                learning.usd("exploration-max-usd").orElse(off.explorationMaxUsd()));
        learning.end();
        return read;
    }
}
