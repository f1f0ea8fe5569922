package io.promptyard.router.budget;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.TokenUsage;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a reservation has ended, what its call cost in USD and how many tokens it took; null when that is not known.
 *
 * @param lane empty for the default one, and in a note from before lanes were told apart
 */
public record Settled(
        int attempt, @Nullable BigDecimal cost, @Nullable Long tokens, String lane) {
    public Settled {
        lane = lane == null ? "" : lane;
    }

    /** What an attempt says of a reservation: nothing, for most. */
    public static List<Settled> of(@Nullable ProviderAttempt attempt, String lane) {
        boolean ends = attempt != null && attempt.phase() == ProviderAttempt.Phase.ENDED && attempt.settles() != null;
        return ends ? List.of(new Settled(attempt.settles(), attempt.costUsd(), tokens(attempt), lane)) : List.of();
    }

    /** A call that a provider refused took none. */
    private static @Nullable Long tokens(ProviderAttempt attempt) {
        TokenUsage usage = attempt.usage();
        if (usage != null) {
            return usage.promptTokens() + usage.completionTokens();
        }
        BigDecimal cost = attempt.costUsd();
        return !attempt.success() && cost != null && cost.signum() == 0 ? 0L : null;
    }

    Used used() {
        return new Used(cost, tokens);
    }
}
