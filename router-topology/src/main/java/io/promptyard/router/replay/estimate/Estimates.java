package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Adds up choices, by groups, and says afterwards what the recorded policy, the candidate and single targets are worth. Predictions are
 * calibrated by the outcomes of all groups together. Memory grows with groups, targets and strata. Not thread-safe.
 */
public final class Estimates {
    /** Group of all choices; always there. */
    public static final String TOTAL = "";

    /** Adds a choice to {@link #TOTAL} and to each of the groups, such as {@code route default} and {@code task chat}. */
    public void add(LoggedChoice choice, Collection<String> groups) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Mean quality of what the recorded policy's answers were; null when the group has none. */
    public @Nullable Estimate recorded(String group) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Mean quality of what the candidate's answers would be, over the prompts that it does not refuse; null when there are none. */
    public @Nullable Estimate candidate(String group) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The candidate's mean less the recorded one's, paired over the same prompts; null when there are none. */
    public @Nullable Estimate difference(String group) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** As if every prompt of all groups had gone to the target, whether it may or not; null when there is no prompt. */
    public @Nullable Estimate target(Target target) {
        throw new UnsupportedOperationException("not built yet");
    }
}
