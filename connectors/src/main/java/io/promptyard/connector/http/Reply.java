package io.promptyard.connector.http;

import io.promptyard.model.Completion;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A whole answer in our words; {@code usage} null when the provider reported none. */
public record Reply(
        CompletionContent content,
        FinishReason finishReason,
        @Nullable TokenUsage usage) {
    public Reply {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(finishReason, "finishReason");
    }

    public Reply(Completion completion, FinishReason finishReason, @Nullable TokenUsage usage) {
        this(new CompletionContent.Clear(completion), finishReason, usage);
    }

    /**
     * What was said.
     *
     * @throws IllegalStateException when these are vectors
     */
    public Completion completion() {
        if (content instanceof CompletionContent.Clear clear) {
            return clear.completion();
        }
        throw new IllegalStateException("not a completion");
    }
}
