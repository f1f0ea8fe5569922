package io.promptyard.router.budget;

import io.promptyard.model.ProviderAttempt;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That a reservation has ended, and what its call cost in USD; null when that is not known. */
public record Settled(int attempt, @Nullable BigDecimal cost) {

    /** What an attempt says of a reservation: nothing, for most. */
    public static List<Settled> of(@Nullable ProviderAttempt attempt) {
        boolean ends = attempt != null && attempt.phase() == ProviderAttempt.Phase.ENDED && attempt.settles() != null;
        return ends ? List.of(new Settled(attempt.settles(), attempt.costUsd())) : List.of();
    }
}
