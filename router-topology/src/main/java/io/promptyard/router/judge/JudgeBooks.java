package io.promptyard.router.judge;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.promptyard.router.own.OwnCall;
import io.promptyard.router.verdict.AttemptCosts;
import java.time.InstantSource;
import java.util.function.Consumer;

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
        attempts.accept(call(question, attemptId).started(clock.instant()));
    }

    /** After it, once. */
    void ended(Question question, String attemptId, Result result) {
        ProviderAttempt ended = call(question, attemptId).ended(result, costs, null, clock.instant());
        budget.settle(question.dispatch().expectedCostUsd(), ended.costUsd(), clock.instant());
        question.paid().paid(ended.costUsd());
        listener.spent(ended.costUsd());
        attempts.accept(ended);
    }

    private static OwnCall call(Question question, String attemptId) {
        return new OwnCall(question.dispatch(), question.prompt(), Purpose.JUDGE, BEFORE_THE_FIRST, attemptId);
    }
}
