package io.promptyard.router.shadow;

import io.promptyard.connector.ProviderCall;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.promptyard.router.own.OwnCall;
import io.promptyard.router.verdict.AttemptCosts;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a shadow, under its own id: two attempts for the purpose {@code SHADOW}, and the answer where there is one, on a topic that
 * no caller reads. A failure has its attempts and nothing more. Thread-safe.
 */
public final class ShadowBooks {
    private static final int ONLY = 1;

    private final ShadowOutbox outbox;
    private final AttemptCosts costs;
    private final ShadowListener listener;
    private final InstantSource clock;

    public ShadowBooks(ShadowOutbox outbox, AttemptCosts costs, ShadowListener listener, InstantSource clock) {
        this.outbox = outbox;
        this.costs = costs;
        this.listener = listener;
        this.clock = clock;
    }

    /** Whether too much waits to be written: then there must be no more calls. */
    boolean isBehind() {
        return outbox.isFull();
    }

    /** Before the call. */
    void started(Dispatch dispatch, String attemptId) {
        outbox.attempt(call(dispatch, attemptId).started(clock.instant()));
    }

    /**
     * After it, once.
     *
     * @param made null where it could not be made
     * @return the attempt as it is recorded
     */
    ProviderAttempt ended(Dispatch dispatch, String attemptId, Result result, @Nullable ProviderCall made) {
        ProviderAttempt ended =
                call(dispatch, attemptId).ended(result, costs, made == null ? null : made.key(), clock.instant());
        outbox.attempt(ended);
        if (result instanceof Answered answered) {
            List<String> dropped = made == null ? List.of() : made.droppedParameters();
            outbox.answer(FinalResponse.of(
                    dispatch.request(),
                    clock.instant(),
                    new FinalResponse.Answer(
                            dispatch.target(),
                            dispatch.route(),
                            answered.body(),
                            answered.finishReason(),
                            answered.usage(),
                            answered.latencyMillis(),
                            answered.firstTokenMillis(),
                            attemptId,
                            answered.chunks(),
                            dropped),
                    ONLY,
                    ended.costUsd()));
        }
        listener.ended(ended.success(), ended.costUsd());
        return ended;
    }

    private static OwnCall call(Dispatch dispatch, String attemptId) {
        return new OwnCall(dispatch, dispatch.prompt(), Purpose.SHADOW, ONLY, attemptId);
    }
}
