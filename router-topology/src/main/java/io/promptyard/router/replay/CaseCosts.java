package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one prompt costs by the log and by the two decisions, in USD: looked up once, for all that add it up. A refusal costs nothing.
 *
 * @param paid for all its calls; null where the log has no call of it, or one of unknown cost
 * @param before what the recorded decision expected; null when it is not known
 * @param after what the candidate expects; null when it is not known
 */
record CaseCosts(
        @Nullable BigDecimal paid,
        @Nullable BigDecimal before,
        @Nullable BigDecimal after) {

    static CaseCosts of(Redecided each) {
        return new CaseCosts(paid(each), expected(each.was()), expected(each.now()));
    }

    /** A refusal costs nothing; null when the cost is not known. */
    static @Nullable BigDecimal expected(RoutingDecision decision) {
        if (decision.target() == null) {
            return BigDecimal.ZERO;
        }
        for (Candidate each : decision.candidates()) {
            if (each.state() == Candidate.State.CHOSEN) {
                return each.expectedCostUsd();
            }
        }
        return null;
    }

    private static @Nullable BigDecimal paid(Redecided each) {
        if (each.outcome().calls().isEmpty()) {
            return each.refusedBefore() ? BigDecimal.ZERO : null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (RecordedCall call : each.outcome().calls()) {
            if (call.costUsd() == null) {
                return null;
            }
            sum = sum.add(call.costUsd());
        }
        return sum;
    }
}
