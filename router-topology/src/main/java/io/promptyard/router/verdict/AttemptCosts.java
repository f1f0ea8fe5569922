package io.promptyard.router.verdict;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What attempts cost, in USD; null wherever it is not known. A provider that refuses with an error status bills
 * nothing; a call that broke off without a status may have been billed, so its cost is not known.
 */
public final class AttemptCosts {
    private static final int FIRST_ERROR_STATUS = 400;

    private final CostCalculator calculator;

    public AttemptCosts(CostCalculator calculator) {
        this.calculator = calculator;
    }

    public CostCalculator calculator() {
        return calculator;
    }

    public @Nullable BigDecimal of(Target target, Failed failure) {
        TokenUsage usage = failure.usage();
        if (usage != null && usage.promptTokens() == 0 && usage.completionTokens() == 0) {
            return BigDecimal.ZERO;
        }
        if (usage != null) {
            return calculator.cost(target, usage).orElse(null);
        }
        boolean refused = failure.httpStatus() != null && failure.httpStatus() >= FIRST_ERROR_STATUS;
        return refused && failure.chunks() == 0 ? BigDecimal.ZERO : null;
    }

    /** What the provider had said by the time it broke off, at its price: at least so much. Null when the cost itself is known, or nothing is. */
    public @Nullable BigDecimal atLeast(Target target, Failed failure) {
        TokenUsage soFar = failure.usageSoFar();
        return soFar == null || of(target, failure) != null
                ? null
                : calculator.cost(target, soFar).orElse(null);
    }

    /** The sum; null when any part is not known. */
    public static @Nullable BigDecimal sum(List<AttemptSummary> attempts, @Nullable BigDecimal last) {
        BigDecimal sum = last;
        for (AttemptSummary attempt : attempts) {
            BigDecimal cost = attempt.costUsd();
            sum = sum == null || cost == null ? null : sum.add(cost);
        }
        return sum;
    }
}
