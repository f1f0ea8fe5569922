package io.promptyard.router.policy;

import io.promptyard.router.config.Strategy;
import org.jspecify.annotations.Nullable;

/** The figure by which a strategy ranks targets, the least first. Stateless. */
interface Ranking {
    /** Null when it is not known of the target. */
    @Nullable
    Double of(Assessed each, Terms terms);

    /** Above the least by no more than this is as good: one of these is drawn, so that not all go to the same. */
    double slack(double least);

    /** The figure with its unit. */
    String say(double figure);

    static Ranking of(Strategy.Ranks strategy) {
        return switch (strategy) {
            case Strategy.LowestLatency latency -> LatencyRanking.INSTANCE;
            case Strategy.LeastBusy busy -> BusyRanking.INSTANCE;
            case Strategy.Headroom headroom -> HeadroomRanking.INSTANCE;
            case Strategy.QualityPerDollar value -> new ValueRanking(value.usdPerPoint());
        };
    }
}
