package io.promptyard.router.policy;

import org.jspecify.annotations.Nullable;

/** What is used of the provider's rate limits: of requests or of tokens per minute, whichever is fuller; nothing without limits. */
enum HeadroomRanking implements Ranking {
    INSTANCE;

    private static final double SLACK = 0.05;

    @Override
    public @Nullable Double of(Assessed each, Terms terms) {
        return each.state() == null || each.state().headroom() == null
                ? 0
                : 1 - each.state().headroom();
    }

    @Override
    public double slack(double least) {
        return SLACK;
    }

    @Override
    public String say(double figure) {
        return ConstraintGate.figure(figure) + " used";
    }
}
