package io.promptyard.router.replay.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a sample. Money in USD.
 *
 * @param sampled prompts drawn
 * @param answered those with an answer
 * @param refused those that ended without one, by the policy or by failures
 * @param left those not sent: the money was at its end, or the run was stopped
 * @param spentUsd by the sample and its judges together, never above {@code maxUsd}
 * @param sample digest of the ids drawn: equal for two samples of the same prompts; null in a report of an earlier version
 */
public record LiveFigures(
        long sampled,
        long answered,
        long refused,
        long left,
        BigDecimal spentUsd,
        BigDecimal maxUsd,
        List<ScorerFigures> scorers,
        @Nullable String sample) {
    public LiveFigures {
        Objects.requireNonNull(spentUsd, "spentUsd");
        Objects.requireNonNull(maxUsd, "maxUsd");
        scorers = List.copyOf(scorers);
    }
}
