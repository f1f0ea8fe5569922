package io.promptyard.router.policy;

import io.promptyard.model.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * How long the whole answer is expected to take: time to the first token, and then the expected output at the rate seen, longer
 * by how busy the target is. Not known of a target with less than half an answer's worth of fresh samples: it is cold.
 */
enum LatencyRanking implements Ranking {
    INSTANCE;

    static final double FRESH = 0.5;
    private static final double SLACK = 0.2;
    private static final double MILLIS = 1_000;

    @Override
    public @Nullable Double of(Assessed each, Terms terms) {
        TargetState state = each.state();
        if (state == null || state.samples() < FRESH) {
            return null;
        }
        Double first = state.firstTokenMillis();
        Double rate = state.tokensPerSecond();
        if (rate == null || rate <= 0) {
            return first == null ? null : first * BusyRanking.stretch(each);
        }
        double rest = MILLIS * terms.expectedOutput() / rate;
        return ((first == null ? 0 : first) + rest) * BusyRanking.stretch(each);
    }

    @Override
    public double slack(double least) {
        return least * SLACK;
    }

    @Override
    public String say(double figure) {
        return Math.round(figure) + " ms";
    }
}
