package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of a streamed completion: what it adds to each choice. */
public record CompletionDelta(List<ChoiceDelta> choices, String extra) {
    public CompletionDelta {
        choices = List.copyOf(choices);
        Objects.requireNonNull(extra, "extra");
    }

    /** Whether it carries text or a piece of a tool call: the commit point of a stream. */
    public boolean hasContent() {
        return choices.stream()
                .anyMatch(
                        choice -> (choice.content() != null && !choice.content().isEmpty())
                                || !choice.toolCalls().isEmpty());
    }

    /** What it adds to one choice; role, id and finish reason come once. */
    public record ChoiceDelta(
            int index,
            @Nullable Role role,
            @Nullable String content,
            List<ToolCallDelta> toolCalls,
            @Nullable FinishReason finishReason,
            String extra) {
        public ChoiceDelta {
            toolCalls = List.copyOf(toolCalls);
            Objects.requireNonNull(extra, "extra");
        }
    }

    /** The next piece of a tool call. */
    public record ToolCallDelta(
            int index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments,
            String extra) {
        public ToolCallDelta {
            Objects.requireNonNull(extra, "extra");
        }
    }
}
