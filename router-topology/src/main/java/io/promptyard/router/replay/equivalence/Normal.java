package io.promptyard.router.replay.equivalence;

import io.promptyard.router.replay.estimate.StudentT;

/** The normal distribution, as the limit of Student's. */
final class Normal {
    private static final double LIMIT = 1e7;

    private Normal() {}

    static double quantile(double probability) {
        return StudentT.quantile(probability, LIMIT);
    }
}
