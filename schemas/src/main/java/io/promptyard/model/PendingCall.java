package io.promptyard.model;

import java.time.Instant;
import java.util.ArrayList;
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

    /** As it came: its first issue, not called yet. */
    public static PendingCall queued(Dispatch dispatch, Instant now) {
        return new PendingCall(dispatch, State.QUEUED, dispatch.attempt(), 1, now, null, List.of());
    }

    public PendingCall calling(Instant now) {
        return new PendingCall(dispatch, State.CALLING, attempt, issue, now, null, failures);
    }

    /** To be called once more as the same attempt, under an id of its own. */
    public PendingCall reissued(Instant now) {
        return new PendingCall(dispatch, State.QUEUED, attempt, issue + 1, now, null, failures);
    }

    /** Its next attempt, due later. */
    public PendingCall waiting(AttemptSummary failure, Instant dueAt, Instant now) {
        List<AttemptSummary> all = new ArrayList<>(failures);
        all.add(failure);
        return new PendingCall(dispatch, State.WAITING, attempt + 1, 1, now, dueAt, all);
    }

    /** The call as it was issued under this id: the outcome of an earlier issue is as good, and its chunks bear its id. */
    public PendingCall issuedAs(String id) {
        for (int earlier = issue; earlier > 0; earlier--) {
            PendingCall issued = new PendingCall(dispatch, state, attempt, earlier, since, dueAt, failures);
            if (issued.attemptId().equals(id)) {
                return issued;
            }
        }
        return this;
    }
}
