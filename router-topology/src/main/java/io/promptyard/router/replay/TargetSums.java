package io.promptyard.router.replay;

import io.promptyard.model.Candidate;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.router.policy.TargetOutlook;
import io.promptyard.router.replay.estimate.Estimates;
import io.promptyard.router.replay.report.TargetPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each target got, gets, and would cost if it got all. Grows with targets. Not thread-safe. */
final class TargetSums {
    private static final int DIGITS = 12;

    private final TargetOutlook outlook;
    private final Map<Target, long[]> counts = new HashMap<>();
    private long prompts;
    private long promptTokens;
    private long outputTokens;

    TargetSums(TargetOutlook outlook) {
        this.outlook = outlook;
        outlook.targets().forEach(this::of);
    }

    private long[] of(Target target) {
        return counts.computeIfAbsent(target, each -> new long[2]);
    }

    void add(Redecided each, long expectedOutput) {
        prompts++;
        promptTokens += each.now().classification().promptTokens();
        outputTokens += expectedOutput;
        count(each.was(), 0);
        count(each.now(), 1);
    }

    private void count(RoutingDecision decision, int which) {
        if (decision.target() != null) {
            of(decision.target())[which]++;
        }
    }

    /** What the candidate would expect of its own targets; of where the prompt went what was expected then. */
    Map<Target, Double> predictions(Redecided each) {
        Map<Target, Double> predicted = HashMap.newHashMap(counts.size());
        outlook.predict(each.now().classification(), predicted);
        put(predicted, each.now());
        put(predicted, each.was());
        return predicted;
    }

    private static void put(Map<Target, Double> predicted, RoutingDecision decision) {
        if (decision.target() == null) {
            return;
        }
        for (Candidate candidate : decision.candidates()) {
            Double score = candidate.score();
            if (candidate.target().equals(decision.target()) && score != null && score >= 0 && score <= 1) {
                predicted.put(candidate.target(), score);
            }
        }
    }

    List<TargetPoint> points(Estimates estimates) {
        List<TargetPoint> points = new ArrayList<>();
        new TreeMap<>(counts)
                .forEach((target, count) -> points.add(
                        new TargetPoint(target, count[0], count[1], estimates.target(target), mean(target), 0)));
        return points;
    }

    private @Nullable BigDecimal mean(Target target) {
        BigDecimal all = prompts == 0 ? null : outlook.cost(target, promptTokens, outputTokens);
        return all == null
                ? null
                : PolicySums.plain(all.divide(BigDecimal.valueOf(prompts), DIGITS, RoundingMode.HALF_EVEN));
    }
}
