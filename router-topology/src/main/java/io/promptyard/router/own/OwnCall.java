package io.promptyard.router.own;

import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Phase;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of the router's own, as its two attempts record it.
 *
 * @param prompt whose tenant, endpoint, tags and experiment they bear
 * @param number of the attempt among those of its request; 0 for what is none at an answer
 */
public record OwnCall(Dispatch dispatch, ClassifiedPrompt prompt, Purpose purpose, int number, String attemptId) {

    /** What only the second of the two records knows. */
    private record End(
            boolean success,
            @Nullable FailureKind kind,
            @Nullable Integer status,
            long latencyMillis,
            @Nullable Long firstTokenMillis,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal cost,
            @Nullable Long retryAfterMillis) {}

    /** Before the call. */
    public ProviderAttempt started(Instant now) {
        return attempt(Phase.STARTED, null, null, now);
    }

    /** @param key the name of the API key that was used; null when not known */
    public ProviderAttempt ended(Result result, AttemptCosts costs, @Nullable String key, Instant now) {
        return attempt(Phase.ENDED, end(result, costs), key, now);
    }

    private End end(Result result, AttemptCosts costs) {
        return switch (result) {
            case Answered answered ->
                new End(
                        true,
                        null,
                        null,
                        answered.latencyMillis(),
                        answered.firstTokenMillis(),
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
                        failed.firstTokenMillis(),
                        failed.usage(),
                        costs.of(dispatch.target(), failed),
                        failed.retryAfterMillis());
            case Fence fence -> throw new IllegalArgumentException("a fence ends no attempt");
        };
    }

    private ProviderAttempt attempt(Phase phase, @Nullable End end, @Nullable String key, Instant now) {
        PromptRequest request = prompt.request();
        return new ProviderAttempt(
                attemptId,
                request.id(),
                now,
                phase,
                number,
                dispatch.target(),
                dispatch.route(),
                request.tenant(),
                request.endpoint(),
                request.tags(),
                end != null && end.success(),
                end == null ? null : end.kind(),
                end == null ? null : end.status(),
                end == null ? null : end.latencyMillis(),
                end == null ? null : end.firstTokenMillis(),
                end == null ? null : end.usage(),
                end == null ? null : end.cost(),
                false,
                request.experiment(),
                prompt.classification().task(),
                dispatch.expectedCostUsd(),
                purpose,
                null,
                end == null ? null : end.retryAfterMillis(),
                key);
    }
}
