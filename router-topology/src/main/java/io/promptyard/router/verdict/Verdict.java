package io.promptyard.router.verdict;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Reroute;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from an outcome. */
public sealed interface Verdict {

    /** The answer goes to the caller. */
    record Deliver(FinalResponse response) implements Verdict {}

    /** The same target again, not before {@code dueAt}. */
    record TryAgain(Instant dueAt, AttemptSummary failure) implements Verdict {}

    /** Back to the decision, for another target. */
    record FallBack(Reroute reroute) implements Verdict {}

    /** The caller gets a refusal; the dead letter is null only for a caller who hung up. */
    record GiveUp(FinalResponse response, @Nullable DeadLetter deadLetter) implements Verdict {}
}
