package io.promptyard.router.replay.report;

import io.promptyard.model.Target;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix from where prompts went to where they would go; a null target is a refusal.
 *
 * @param differenceUsd by how much their expected cost goes up, over those whose two costs are known; a refusal costs nothing
 * @param unknownCosts prompts of which one of the two costs is not known
 */
public record Move(
        String fromRoute,
        @Nullable Target from,
        String toRoute,
        @Nullable Target to,
        long count,
        BigDecimal differenceUsd,
        long unknownCosts) {}
