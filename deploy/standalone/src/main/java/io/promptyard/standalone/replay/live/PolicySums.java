package io.promptyard.standalone.replay.live;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.PolicyFigures;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what one policy did with prompts that have all been sent, each weighted by the prompts that it stands for: sums are those of the
 * traffic, scaled to the number of prompts that were sent. Not thread-safe.
 */
final class PolicySums {
    private long refused;
    private final WeightedSum expected = new WeightedSum();
    private long expectedUnknown;
    private final WeightedSum actual = new WeightedSum();
    private long actualUnknown;
    private final WeightedQuantiles firstTokens = new WeightedQuantiles();
    private final WeightedQuantiles latencies = new WeightedQuantiles();

    /** @param weight prompts that it stands for */
    void add(
            @Nullable RoutingDecision decision,
            @Nullable FinalResponse response,
            RecordedFacts.Calls calls,
            double weight) {
        if (decision != null && decision.target() != null) {
            BigDecimal cost = expected(decision);
            expected.add(cost == null ? BigDecimal.ZERO : cost, weight);
            expectedUnknown += cost == null ? 1 : 0;
        } else {
            expected.add(BigDecimal.ZERO, weight);
        }
        actual.add(calls.costUsd(), weight);
        actualUnknown += calls.unknown();
        if (response != null && response.result() instanceof Answer answer) {
            latencies.add(answer.latencyMillis(), weight);
            if (answer.firstTokenMillis() != null) {
                firstTokens.add(answer.firstTokenMillis(), weight);
            }
        } else if (response != null || (decision != null && decision.refusal() != null)) {
            refused++;
        }
    }

    /** What the choice was expected to cost; null when that is not known, or there is none. */
    static @Nullable BigDecimal expected(RoutingDecision decision) {
        return decision.candidates().stream()
                .filter(each -> each.target().equals(decision.target()))
                .map(Candidate::expectedCostUsd)
                .findFirst()
                .orElse(null);
    }

    PolicyFigures figures(@Nullable Estimate quality) {
        return new PolicyFigures(
                refused,
                expected.value(),
                expectedUnknown,
                actual.value(),
                actualUnknown,
                quality,
                firstTokens.quantiles(),
                latencies.quantiles());
    }
}
