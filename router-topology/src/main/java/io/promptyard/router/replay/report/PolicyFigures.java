package io.promptyard.router.replay.report;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one policy does with a group of prompts. Money in USD, exact; a cost that is not known is in no sum and counted beside it. Of a
 * live replay sums, quantiles and quality are weighted by the prompts that each stands for, sums scaled to the number of the group; what is
 * counted are the prompts of the sample.
 *
 * @param refused prompts that it sends nowhere
 * @param expectedCostUsd sum of what its choices were expected to cost when they were made
 * @param expectedUnknown choices whose expected cost is not known
 * @param actualCostUsd sum of what the attempts cost; null where nothing was called
 * @param actualUnknown attempts whose cost is not known
 * @param quality mean quality of its answers; null when nothing can be said
 * @param firstTokenMillis time to first token: as measured where it was, as the targets had been doing where not
 * @param latencyMillis time to the last token, likewise
 */
public record PolicyFigures(
        long refused,
        BigDecimal expectedCostUsd,
        long expectedUnknown,
        @Nullable BigDecimal actualCostUsd,
        long actualUnknown,
        @Nullable Estimate quality,
        Quantiles firstTokenMillis,
        Quantiles latencyMillis) {
    public PolicyFigures {
        Objects.requireNonNull(expectedCostUsd, "expectedCostUsd");
        Objects.requireNonNull(firstTokenMillis, "firstTokenMillis");
        Objects.requireNonNull(latencyMillis, "latencyMillis");
    }
}
