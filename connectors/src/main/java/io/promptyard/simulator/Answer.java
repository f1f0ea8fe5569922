package io.promptyard.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole answer in no dialect. */
record Answer(Ask ask, long hash, long createdSeconds, List<Choice> choices, int completionTokens) {

    /** One of the answers asked for: text, or tool calls in place of it. */
    record Choice(
            String text,
            List<ToolUse> toolUses,
            Finish finish,
            @Nullable String stop) {}

    record ToolUse(String id, String name, String arguments) {}

    enum Finish {
        DONE,
        LENGTH,
        TOOLS,
        STOP_SEQUENCE,
        FILTERED
    }

    Choice first() {
        return choices.getFirst();
    }
}
