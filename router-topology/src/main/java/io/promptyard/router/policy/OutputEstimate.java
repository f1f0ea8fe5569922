package io.promptyard.router.policy;

import io.promptyard.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens an answer is expected to have: a figure per task, never more than the prompt's own limit. Rough means
 * of assistant answers; they rank targets and guard ceilings, they bill nothing. docs/reference/catalogue.md shows them.
 */
final class OutputEstimate {

    /** Kept free in the context window for an answer when the prompt sets no limit. */
    static final int DEFAULT_RESERVE = 1_024;

    private OutputEstimate() {}

    static long tokens(Task task, @Nullable Long seen, @Nullable Integer limit, int choices) {
        long expected = seen == null ? prior(task) : seen;
        long each = limit == null ? expected : Math.min(expected, Math.max(limit, 0));
        return each * Math.max(choices, 1);
    }

    /** What is assumed of a task before anything is seen of it. */
    static int prior(Task task) {
        return switch (task) {
            case CREATIVE_WRITING -> 900;
            case CODE -> 800;
            case MATH, LEGAL, REASONING -> 700;
            case MEDICAL -> 500;
            case TRANSLATION, REWRITING, OTHER -> 400;
            case OPEN_QA, SUMMARIZATION, CHAT -> 300;
            case EXTRACTION -> 250;
            case COMMONSENSE, TOOL_USE -> 150;
            case CLASSIFICATION -> 30;
        };
    }
}
