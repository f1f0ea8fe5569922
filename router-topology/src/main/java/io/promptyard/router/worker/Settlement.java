package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.verdict.AttemptCosts;
import io.promptyard.router.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verdict with what its records need beside it: the attempt that ended, and where the reader waits. */
public record Settlement(
        Verdict verdict, ProviderAttempt ended, @Nullable Integer replyPartition) {

    static Settlement of(PendingCall call, ProviderOutcome outcome, Verdict verdict, AttemptCosts costs, Instant now) {
        Dispatch dispatch = call.dispatch();
        // Tried again at the same target it keeps its reservation, for it has cost nothing: see VerdictDecider.
        boolean settles = dispatch.reserves() && !(verdict instanceof Verdict.TryAgain);
        return new Settlement(
                verdict,
                ended(call, outcome, costs, settles ? dispatch.attempt() : null, now),
                call.dispatch().request().replyPartition());
    }

    void count(RouterMetrics metrics) {
        ProviderId provider = ended.target().provider();
        metrics.ended(provider, ended.kind(), ended.latencyMillis() == null ? 0 : ended.latencyMillis());
        if (ended.firstTokenMillis() != null) {
            metrics.firstToken(provider, ended.firstTokenMillis());
        }
        if (ended.costUsd() == null) {
            metrics.worker(RouterMeter.UNKNOWN_COST, provider);
        }
        if (ended.kind() == FailureKind.CANCELLED
                && ended.usage() != null
                && ended.usage().totalTokens() > 0) {
            metrics.worker(RouterMeter.READ_ON, provider);
        }
        costRatio(metrics);
        metrics.verdict(
                provider,
                switch (verdict) {
                    case Verdict.Deliver deliver -> "deliver";
                    case Verdict.TryAgain again -> "try-again";
                    case Verdict.FallBack fallBack -> "fall-back";
                    case Verdict.GiveUp giveUp -> "give-up";
                });
    }

    private void costRatio(RouterMetrics metrics) {
        BigDecimal actual = ended.costUsd();
        BigDecimal expected = ended.expectedCostUsd();
        if (ended.success() && actual != null && expected != null && expected.signum() > 0) {
            metrics.costRatio(ended.target().provider(), actual.doubleValue() / expected.doubleValue());
        }
    }

    private static ProviderAttempt ended(
            PendingCall call, ProviderOutcome outcome, AttemptCosts costs, @Nullable Integer settles, Instant now) {
        Dispatch dispatch = call.dispatch();
        return switch (outcome.result()) {
            case Answered answered -> {
                BigDecimal cost = costs.calculator()
                        .cost(dispatch.target(), answered.usage())
                        .orElse(null);
                yield ended(
                        call,
                        outcome,
                        now,
                        true,
                        null,
                        answered.latencyMillis(),
                        answered.firstTokenMillis(),
                        cost,
                        null,
                        settles);
            }
            case Failed failed ->
                ended(
                        call,
                        outcome,
                        now,
                        false,
                        failed,
                        failed.latencyMillis(),
                        failed.firstTokenMillis(),
                        costs.of(dispatch.target(), failed),
                        costs.atLeast(dispatch.target(), failed),
                        settles);
            case ProviderOutcome.Fence fence -> throw new IllegalArgumentException("a fence ends no attempt");
        };
    }

    private static ProviderAttempt ended(
            PendingCall call,
            ProviderOutcome outcome,
            Instant now,
            boolean success,
            @Nullable Failed failed,
            long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal costAtLeast,
            @Nullable Integer settles) {
        Dispatch dispatch = call.dispatch();
        PromptRequest request = dispatch.request();
        return new ProviderAttempt(
                outcome.attemptId(),
                dispatch.id(),
                now,
                ProviderAttempt.Phase.ENDED,
                call.attempt(),
                dispatch.target(),
                dispatch.route(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                success,
                failed == null ? null : failed.kind(),
                failed == null ? null : failed.httpStatus(),
                latencyMillis,
                firstTokenMillis,
                outcome.result() instanceof Answered answered
                        ? answered.usage()
                        : failed == null ? null : failed.usage(),
                cost,
                request.stream(),
                request.experiment(),
                dispatch.prompt().classification().task(),
                dispatch.expectedCostUsd(),
                ProviderAttempt.Purpose.ANSWER,
                settles,
                failed == null ? null : failed.retryAfterMillis(),
                outcome.key(),
                failed == null ? null : failed.usageSoFar(),
                costAtLeast);
    }
}
