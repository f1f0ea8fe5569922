package io.promptyard.router.replay.report;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix from where prompts went to where they would go; a null target is a refusal.
 *
 * @param count of a live replay prompts of the sample, in which rare kinds are more than their share
 * @param differenceUsd by how much their expected cost goes up, over those whose two costs are known; a refusal costs nothing. Of a live
 *     replay weighted and scaled to the number of the sample, as sums of {@link PolicyFigures} are
 * @param unknownCosts prompts of which one of the two costs is not known
 * @param share of all prompts, from 0 to 1; of a live replay each weighted by those that it stands for. NaN in a report of an earlier version
 */
public record Move(
        String fromRoute,
        @Nullable Target from,
        String toRoute,
        @Nullable Target to,
        long count,
        BigDecimal differenceUsd,
        long unknownCosts,
        double share) {
    public Move {
        share = Digits.of(share);
    }
}
