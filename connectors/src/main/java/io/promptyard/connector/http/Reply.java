package io.promptyard.connector.http;

import io.promptyard.model.Completion;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A whole answer in our words; {@code usage} null when the provider reported none. */
public record Reply(
        Completion completion,
        FinishReason finishReason,
        @Nullable TokenUsage usage) {
    public Reply {
        Objects.requireNonNull(completion, "completion");
        Objects.requireNonNull(finishReason, "finishReason");
    }
}
