package io.promptyard.router.replay;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the log says came of one prompt: its calls in their order, and how good people and judges found its answers. */
public record RecordedOutcome(List<RecordedCall> calls, List<Score> scores) {
    public static final RecordedOutcome NONE = new RecordedOutcome(List.of(), List.of());

    /** From 0 to 1; {@code target} null for whoever gave the answer. */
    public record Score(@Nullable Target target, double value) {}

    public RecordedOutcome {
        calls = List.copyOf(calls);
        scores = List.copyOf(scores);
    }

    /** Of one call that nobody has rated. */
    public static RecordedOutcome of(RecordedCall call) {
        return new RecordedOutcome(List.of(call), List.of());
    }

    /** The same and one call more; a call that is told of twice is there once. */
    public RecordedOutcome with(RecordedCall call) {
        if (calls.stream().anyMatch(each -> each.attemptId().equals(call.attemptId()))) {
            return this;
        }
        List<RecordedCall> more = new ArrayList<>(calls);
        more.add(call);
        return new RecordedOutcome(more, scores);
    }

    public RecordedOutcome with(Score score) {
        List<Score> more = new ArrayList<>(scores);
        more.add(score);
        return new RecordedOutcome(calls, more);
    }

    public RecordedOutcome with(RecordedOutcome later) {
        RecordedOutcome all = this;
        for (RecordedCall call : later.calls) {
            all = all.with(call);
        }
        for (Score score : later.scores) {
            all = all.with(score);
        }
        return all;
    }

    /** The same, and what was said of a shadow's answer to the same prompt, which is of {@code target}. */
    public RecordedOutcome withShadow(Target target, RecordedOutcome copy) {
        RecordedOutcome all = this;
        for (Score score : copy.scores) {
            all = all.with(score.target() != null ? score : new Score(target, score.value()));
        }
        return all;
    }

    /** The call that gave the answer; null when none did. */
    public @Nullable RecordedCall answer() {
        for (RecordedCall call : calls) {
            if (call.success()) {
                return call;
            }
        }
        return null;
    }

    /** Mean score of each target's answer. */
    Map<Target, Double> scoresByTarget() {
        if (scores.isEmpty()) {
            return Map.of();
        }
        RecordedCall answer = answer();
        Map<Target, double[]> sums = new HashMap<>();
        for (Score score : scores) {
            Target target = score.target() != null ? score.target() : answer == null ? null : answer.target();
            if (target != null) {
                double[] sum = sums.computeIfAbsent(target, each -> new double[2]);
                sum[0] += score.value();
                sum[1]++;
            }
        }
        Map<Target, Double> means = new HashMap<>();
        sums.forEach((target, sum) -> means.put(target, sum[0] / sum[1]));
        return means;
    }

    /** Attempts that a later decision knew of; empty when one of them is not in the log. */
    List<AttemptSummary> failedBefore(int attempt) {
        List<AttemptSummary> before = new ArrayList<>();
        for (RecordedCall call : calls) {
            if (call.attempt() < attempt) {
                before.add(summary(call));
            }
        }
        return before.size() == attempt - 1 ? before : List.of();
    }

    private static AttemptSummary summary(RecordedCall call) {
        return new AttemptSummary(
                call.attempt(),
                call.attemptId(),
                call.target(),
                Objects.requireNonNullElse(call.kind(), FailureKind.UNKNOWN),
                "",
                call.httpStatus(),
                call.retryAfterMillis(),
                call.at(),
                Objects.requireNonNullElse(call.latencyMillis(), 0L),
                call.costUsd());
    }

    /** Sum over all calls whose cost is known. */
    BigDecimal costUsd() {
        BigDecimal sum = BigDecimal.ZERO;
        for (RecordedCall call : calls) {
            sum = call.costUsd() == null ? sum : sum.add(call.costUsd());
        }
        return sum;
    }
}
