package io.promptyard.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Money set aside for calls that the router makes for itself. A process asks for one of the sums {@code wantedUsd}; the keeper of budgets
 * grants the first that fits, or none; the process ends it with what its calls came to. {@code budget} names the one that it
 * is from, and is empty for those of all that is called. {@code usd} is what is granted, or what it came to: of that {@code
 * unknownCosts} calls are in it with the most that they can have cost. {@code retryAfterMillis} is null where waiting would not help.
 */
public record Allowance(
        String id,
        Instant at,
        State state,
        ProviderAttempt.Purpose purpose,
        String budget,
        Target target,
        List<BigDecimal> wantedUsd,
        @Nullable BigDecimal usd,
        long unknownCosts,
        @Nullable Long retryAfterMillis) {
    /** What is said of it. */
    public enum State {
        UNKNOWN,
        /** By a process. */
        ASKED,
        /** By the keeper. */
        GRANTED,
        /** By the keeper. */
        REFUSED,
        /** By the process: no call is made from it any more. */
        ENDED
    }

    public Allowance {
        Text.required(id, "allowance id");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(target, "target");
        wantedUsd = List.copyOf(wantedUsd);
    }

    /** One of these sums, the first that fits. */
    public static Allowance asked(
            String id,
            Instant at,
            ProviderAttempt.Purpose purpose,
            String budget,
            Target target,
            List<BigDecimal> wantedUsd) {
        return new Allowance(id, at, State.ASKED, purpose, budget, target, wantedUsd, null, 0, null);
    }

    public Allowance granted(BigDecimal sum, Instant now) {
        return new Allowance(id, now, State.GRANTED, purpose, budget, target, wantedUsd, sum, 0, null);
    }

    public Allowance refused(@Nullable Long retryAfter, Instant now) {
        return new Allowance(id, now, State.REFUSED, purpose, budget, target, wantedUsd, null, 0, retryAfter);
    }

    /** Its calls came to {@code sum}. */
    public Allowance ended(BigDecimal sum, long unknown, Instant now) {
        return new Allowance(id, now, State.ENDED, purpose, budget, target, wantedUsd, sum, unknown, null);
    }
}
