package io.promptyard.router.verdict;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PendingCall;
import io.promptyard.model.Reroute;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.deadletter.DeadLetterFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what follows from an outcome. Pure but for the jitter of the backoff; thread-safe. */
public final class VerdictDecider {
    private final RetryPolicy retries;
    private final AttemptCosts costs;
    private final DeadLetterFactory deadLetters;

    public VerdictDecider(RetryPolicy retries, AttemptCosts costs, DeadLetterFactory deadLetters) {
        this.retries = retries;
        this.costs = costs;
        this.deadLetters = deadLetters;
    }

    /** @param dropped parameters that were left out for the host */
    public Verdict onAnswer(PendingCall call, Answered answered, List<String> dropped, Instant now) {
        Dispatch dispatch = call.dispatch();
        BigDecimal last =
                costs.calculator().cost(dispatch.target(), answered.usage()).orElse(null);
        Answer answer = new Answer(
                dispatch.target(),
                dispatch.route(),
                answered.body(),
                answered.finishReason(),
                answered.usage(),
                answered.latencyMillis(),
                answered.firstTokenMillis(),
                call.attemptId(),
                answered.chunks(),
                dropped);
        return new Verdict.Deliver(response(call, answer, AttemptCosts.sum(failed(call), last), now));
    }

    public Verdict onFailure(PendingCall call, Failed failure, Instant now) {
        AttemptSummary summary = summary(call, failure, now);
        RetryPolicy.Step next = retries.next(call, failure, now);
        if (next instanceof RetryPolicy.Step.SameTarget && usedUpItsReservation(call, failure, summary)) {
            next = RetryPolicy.elsewhere(call, failure.kind());
        }
        return switch (next) {
            case RetryPolicy.Step.SameTarget same -> new Verdict.TryAgain(same.dueAt(), summary);
            case RetryPolicy.Step.OtherTarget other -> new Verdict.FallBack(reroute(call, summary, now));
            case RetryPolicy.Step.Nothing nothing -> giveUp(call, failure, nothing.kind(), summary, now);
        };
    }

    /** One reservation pays for one call: after one that may have cost something another must be reserved, by the decision. */
    private static boolean usedUpItsReservation(PendingCall call, Failed failure, AttemptSummary failed) {
        BigDecimal cost = failed.costUsd();
        TokenUsage usage = failure.usage();
        boolean took = usage != null && usage.promptTokens() + usage.completionTokens() > 0;
        return call.dispatch().reserves() && (cost == null || cost.signum() != 0 || took);
    }

    private static Reroute reroute(PendingCall call, AttemptSummary summary, Instant now) {
        ClassifiedPrompt prompt = call.dispatch().prompt();
        ClassifiedPrompt tried = new ClassifiedPrompt(
                prompt.request(),
                prompt.classification(),
                with(failed(call), summary),
                prompt.deadline(),
                prompt.route());
        return new Reroute(call.dispatch().id(), now, tried);
    }

    private Verdict giveUp(PendingCall call, Failed failure, FailureKind kind, AttemptSummary summary, Instant now) {
        Dispatch dispatch = call.dispatch();
        boolean buried = kind != FailureKind.CANCELLED;
        List<AttemptSummary> attempts = with(failed(call), summary);
        String message = message(call, failure, kind);
        Refusal refusal = new Refusal(
                kind,
                message,
                kind.httpStatus(),
                dispatch.target(),
                buried ? dispatch.id().value() : null,
                dispatch.route(),
                kind == FailureKind.RATE_LIMITED || kind == FailureKind.OVERLOADED ? failure.retryAfterMillis() : null,
                call.attemptId(),
                failure.chunks());
        FinalResponse response = response(call, refusal, AttemptCosts.sum(failed(call), summary.costUsd()), now);
        return new Verdict.GiveUp(
                response, buried ? deadLetters.exhausted(dispatch, kind, message, failure, attempts, now) : null);
    }

    private static String message(PendingCall call, Failed failure, FailureKind kind) {
        String last = call.dispatch().target() + ": " + failure.message();
        return kind == failure.kind() ? last : kind + " after " + failure.kind() + " from " + last;
    }

    private AttemptSummary summary(PendingCall call, Failed failure, Instant now) {
        return new AttemptSummary(
                call.attempt(),
                call.attemptId(),
                call.dispatch().target(),
                failure.kind(),
                failure.message(),
                failure.httpStatus(),
                failure.retryAfterMillis(),
                now.minusMillis(failure.latencyMillis()),
                failure.latencyMillis(),
                costs.of(call.dispatch().target(), failure));
    }

    private static FinalResponse response(
            PendingCall call, FinalResponse.Result result, @Nullable BigDecimal cost, Instant now) {
        return FinalResponse.of(call.dispatch().request(), now, result, call.attempt(), cost)
                .limited(call.dispatch().rateLimits());
    }

    private static List<AttemptSummary> failed(PendingCall call) {
        List<AttemptSummary> all = new ArrayList<>(call.dispatch().prompt().attempts());
        all.addAll(call.failures());
        return all;
    }

    private static List<AttemptSummary> with(List<AttemptSummary> attempts, AttemptSummary last) {
        List<AttemptSummary> all = new ArrayList<>(attempts);
        all.add(last);
        return all;
    }
}
