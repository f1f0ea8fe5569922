package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.List;
import java.util.Objects;

/**
 * What came of one prompt that members of a group were asked.
 *
 * @param pairs of the members that were scored beside the reference
 * @param failed members that could not answer where the reference did: among the pairs too, with the worst score
 * @param unscored members of which there is no pair, as nobody could tell which answer is better, or the member was not to be had
 */
record GroupCase(End end, List<Pair> pairs, int failed, int unscored) {
    /** How far it came. */
    enum End {
        /** The reference has answered, and all were asked who had to be. */
        ASKED,
        /** Its task was decided before: nobody was asked. */
        DECIDED,
        /** The prompt may not go to the reference, to none of those that are held against it, or to nobody who could score answers. */
        NOT_PERMITTED,
        /** The reference did not answer. */
        WITHOUT_REFERENCE,
        /** Not reached, or not to its end, for want of money or as it was stopped. */
        LEFT
    }

    /** Scores of a member's answer and of the reference's to one prompt, from 0 to 1 by the same scale. */
    record Pair(Target member, Task task, double score, double reference) {}

    static final LiveRun.Kind<GroupCase> KIND = new LiveRun.Kind<>() {
        @Override
        public GroupCase left(PromptRequest drawn) {
            return ended(End.LEFT);
        }

        @Override
        public boolean hasEnded(GroupCase ran) {
            return ran.end() != End.LEFT;
        }
    };

    GroupCase {
        Objects.requireNonNull(end, "end");
        pairs = List.copyOf(pairs);
    }

    /** One without a pair. */
    static GroupCase ended(End end) {
        return new GroupCase(end, List.of(), 0, 0);
    }
}
