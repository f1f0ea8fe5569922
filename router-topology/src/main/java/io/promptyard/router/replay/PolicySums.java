package io.promptyard.router.replay;

import io.promptyard.model.RoutingDecision;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.PolicyFigures;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Adds up what one policy does with prompts. Not thread-safe. */
final class PolicySums {
    private final Durations firstToken = new Durations();
    private final Durations latency = new Durations();
    private long refused;
    private BigDecimal expected = BigDecimal.ZERO;
    private long expectedUnknown;
    private BigDecimal actual = BigDecimal.ZERO;
    private long actualUnknown;

    /** @param cost as the decision expects it; null when it is not known */
    void decided(RoutingDecision decision, @Nullable BigDecimal cost) {
        if (decision.target() == null) {
            refused++;
        } else if (cost == null) {
            expectedUnknown++;
        } else {
            expected = expected.add(cost);
        }
    }

    void called(RecordedOutcome outcome) {
        for (RecordedCall call : outcome.calls()) {
            if (call.costUsd() == null) {
                actualUnknown++;
            } else {
                actual = actual.add(call.costUsd());
            }
        }
    }

    void took(Pace pace) {
        if (pace.firstTokenMillis() != null) {
            firstToken.add(pace.firstTokenMillis());
        }
        if (pace.latencyMillis() != null) {
            latency.add(pace.latencyMillis());
        }
    }

    /** @param called whether anybody was called by this policy */
    PolicyFigures figures(boolean called, @Nullable Estimate quality) {
        return new PolicyFigures(
                refused,
                plain(expected),
                expectedUnknown,
                called ? plain(actual) : null,
                called ? actualUnknown : 0,
                quality,
                firstToken.quantiles(),
                latency.quantiles());
    }

    static BigDecimal plain(BigDecimal sum) {
        return sum.signum() == 0
                ? BigDecimal.ZERO
                : sum.stripTrailingZeros()
                        .setScale(Math.max(0, sum.stripTrailingZeros().scale()));
    }
}
