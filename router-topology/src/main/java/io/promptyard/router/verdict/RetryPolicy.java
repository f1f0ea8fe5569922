package io.promptyard.router.verdict;

import io.promptyard.model.PendingCall;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.config.RetryConfig;
import java.time.Duration;
import java.time.Instant;

/** What to do about a failed call, by its kind alone and by what attempts and time are left. */
public final class RetryPolicy {

    /** What to do. */
    public sealed interface Step {
        /** The same target, not before {@code dueAt}. */
        record SameTarget(Instant dueAt) implements Step {}

        /** Another target. */
        record OtherTarget() implements Step {}

        /** Nothing; the prompt ends as {@code kind}. */
        record Nothing(FailureKind kind) implements Step {}
    }

    private static final int ONCE_MORE = 2;

    private final RetryConfig config;
    private final Backoff backoff;

    public RetryPolicy(RetryConfig config, Backoff backoff) {
        this.config = config;
        this.backoff = backoff;
    }

    public Step next(PendingCall call, Failed failure, Instant now) {
        FailureKind kind = failure.kind();
        boolean committed = failure.chunks() > 0;
        if (committed || kind.handling() == FailureKind.Handling.GIVE_UP) {
            return new Step.Nothing(kind);
        }
        if (!now.isBefore(call.dispatch().deadline())) {
            return new Step.Nothing(FailureKind.DEADLINE_EXCEEDED);
        }
        if (call.attempt() >= config.maxAttempts()) {
            return new Step.Nothing(kind);
        }
        return switch (kind.handling()) {
            case TRY_AGAIN -> again(call, failure, now, config.maxAttemptsPerTarget());
            case TRY_ONCE_MORE -> again(call, failure, now, Math.min(ONCE_MORE, config.maxAttemptsPerTarget()));
            case FALL_BACK -> elsewhere(call, kind);
            case GIVE_UP -> new Step.Nothing(kind);
        };
    }

    private Step again(PendingCall call, Failed failure, Instant now, int perTarget) {
        boolean alternatives = call.dispatch().alternatives() > 0;
        int failures = call.failures().size() + 1;
        boolean onceMoreOnly = failure.kind().handling() == FailureKind.Handling.TRY_ONCE_MORE;
        if ((alternatives || onceMoreOnly) && failures >= perTarget) {
            return elsewhere(call, failure.kind());
        }
        Duration delay = backoff.delay(failures, failure.retryAfterMillis());
        Instant dueAt = now.plus(delay);
        boolean tooLong = !dueAt.isBefore(call.dispatch().deadline())
                || (alternatives && delay.compareTo(config.maxBackoff()) > 0);
        return tooLong ? elsewhere(call, failure.kind()) : new Step.SameTarget(dueAt);
    }

    /** Another target where there is one. */
    static Step elsewhere(PendingCall call, FailureKind kind) {
        return call.dispatch().alternatives() > 0 ? new Step.OtherTarget() : new Step.Nothing(kind);
    }
}
