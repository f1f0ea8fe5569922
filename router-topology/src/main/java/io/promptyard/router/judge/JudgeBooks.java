package io.promptyard.router.judge;

import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Books each call of the judge as two attempts of the prompt's own id, for the purpose {@code JUDGE} and with the number 0: it
 * costs, and is no attempt at an answer. Thread-safe.
 */
final class JudgeBooks {
    private static final int BEFORE_THE_FIRST = 0;

    private final Consumer<ProviderAttempt> attempts;
    private final AttemptCosts costs;
    private final JudgeBudget budget;
    private final JudgeListener listener;
    private final InstantSource clock;

    /** What only the second of the two records knows. */
    private record End(
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer status,
            long latencyMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal cost,
            @Nullable Long retryAfterMillis) {}

    /** @param attempts must return at once, from any thread */
    JudgeBooks(
            Consumer<ProviderAttempt> attempts,
            AttemptCosts costs,
            JudgeBudget budget,
            JudgeListener listener,
            InstantSource clock) {
        this.attempts = attempts;
        this.costs = costs;
        this.budget = budget;
        this.listener = listener;
        this.clock = clock;
    }

    /** Before the call. */
    void started(Question question, String attemptId) {
        attempts.accept(attempt(question, attemptId, Phase.STARTED, null));
    }

    /** After it, once. */
    void ended(Question question, String attemptId, Result result) {
        Dispatch dispatch = question.dispatch();
        End end = switch (result) {
            case Answered answered ->
                new End(
                        true,
                        null,
                        null,
                        answered.latencyMillis(),
                        answered.usage(),
                        costs.calculator()
                                .cost(dispatch.target(), answered.usage())
                                .orElse(null),
                        null);
            case Failed failed ->
                new End(
                        false,
                        failed.kind(),
                        failed.httpStatus(),
                        failed.latencyMillis(),
                        failed.usage(),
                        costs.of(dispatch.target(), failed),
                        failed.retryAfterMillis());
            case Fence fence -> throw new IllegalArgumentException("a fence ends no attempt");
        };
        budget.settle(dispatch.expectedCostUsd(), end.cost(), clock.instant());
        listener.spent(end.cost());
        attempts.accept(attempt(question, attemptId, Phase.ENDED, end));
    }

    private ProviderAttempt attempt(Question question, String attemptId, Phase phase, @Nullable End end) {
        Dispatch dispatch = question.dispatch();
        PromptRequest request = question.prompt().request();
        return new ProviderAttempt(
                attemptId,
                request.id(),
                clock.instant(),
                phase,
                BEFORE_THE_FIRST,
                dispatch.target(),
                dispatch.route(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                end != null && end.success(),
                end == null ? null : end.kind(),
                end == null ? null : end.status(),
                end == null ? null : end.latencyMillis(),
                null,
                end == null ? null : end.usage(),
                end == null ? null : end.cost(),
                false,
                request.experiment(),
                question.prompt().classification().task(),
                dispatch.expectedCostUsd(),
                ProviderAttempt.Purpose.JUDGE,
                null,
                end == null ? null : end.retryAfterMillis(),
                null);
    }
}
