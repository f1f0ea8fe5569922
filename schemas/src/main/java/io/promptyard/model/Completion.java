package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a model said, in the clear: its choices and the provider's own id for it. */
public record Completion(List<Choice> choices, @Nullable String providerResponseId, String extra) {
    public Completion {
        choices = List.copyOf(choices);
        Objects.requireNonNull(extra, "extra");
    }

    /** One choice; {@code logprobs} is JSON text. */
    public record Choice(
            int index,
            ChatMessage message,
            FinishReason finishReason,
            @Nullable String logprobs,
            String extra) {
        public Choice {
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(extra, "extra");
        }
    }
}
