package io.promptyard.standalone.replay.live;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.PolicyFigures;
import io.promptyard.router.replay.report.Quantiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up what one policy did with prompts that have all been sent. Not thread-safe. */
final class PolicySums {
    private long refused;
    private BigDecimal expected = BigDecimal.ZERO;
    private long expectedUnknown;
    private BigDecimal actual = BigDecimal.ZERO;
    private long actualUnknown;
    private final List<Double> firstTokens = new ArrayList<>();
    private final List<Double> latencies = new ArrayList<>();

    void add(@Nullable RoutingDecision decision, @Nullable FinalResponse response, RecordedFacts.Calls calls) {
        if (decision != null && decision.target() != null) {
            BigDecimal cost = expected(decision);
            expected = cost == null ? expected : expected.add(cost);
            expectedUnknown += cost == null ? 1 : 0;
        }
        actual = actual.add(calls.costUsd());
        actualUnknown += calls.unknown();
        if (response != null && response.result() instanceof Answer answer) {
            latencies.add((double) answer.latencyMillis());
            if (answer.firstTokenMillis() != null) {
                firstTokens.add((double) answer.firstTokenMillis());
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
                expected,
                expectedUnknown,
                actual,
                actualUnknown,
                quality,
                quantiles(firstTokens),
                quantiles(latencies));
    }

    /** By nearest rank. */
    private static Quantiles quantiles(List<Double> values) {
        if (values.isEmpty()) {
            return Quantiles.NONE;
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Quantiles(sorted.size(), at(sorted, 0.5), at(sorted, 0.9), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
