package io.promptyard.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker's note of a dispatch that has not ended. {@code attempt} numbers the current attempt over all targets;
 * {@code issue} counts how often it was issued, more than once only after a restart; {@code dueAt} is set while
 * {@link State#WAITING}; {@code failures} are the attempts that failed on this target.
 */
public record PendingCall(
        Dispatch dispatch,
        State state,
        int attempt,
        int issue,
        Instant since,
        @Nullable Instant dueAt,
        List<AttemptSummary> failures) {
    /** Where it stands. */
    public enum State {
        UNKNOWN,
        QUEUED,
        CALLING,
        WAITING
    }

    public PendingCall {
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        failures = List.copyOf(failures);
    }

    /** Id of the current attempt: the same for every reader, another for every issue. */
    public String attemptId() {
        return dispatch.id() + "#" + attempt + "." + issue;
    }
}
