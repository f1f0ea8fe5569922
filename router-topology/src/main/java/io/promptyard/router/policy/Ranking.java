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

    /** Null for a strategy that does not rank. */
    static @Nullable Ranking of(Strategy strategy) {
        return switch (strategy) {
            case Strategy.LowestLatency latency -> LatencyRanking.INSTANCE;
            case Strategy.LeastBusy busy -> BusyRanking.INSTANCE;
            case Strategy.Headroom headroom -> HeadroomRanking.INSTANCE;
            case Strategy.QualityPerDollar value -> new ValueRanking(value.usdPerPoint());
            case Strategy.CheapestCapable other -> null;
            case Strategy.BestQuality other -> null;
            case Strategy.Priority other -> null;
            case Strategy.Weighted other -> null;
            case Strategy.Split other -> null;
            case Strategy.Sticky other -> null;
        };
    }
}
