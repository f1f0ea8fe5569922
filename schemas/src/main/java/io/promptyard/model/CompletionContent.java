package io.promptyard.model;

import java.util.Objects;

/** A completion in the clear, or sealed for a reader with the key. */
public sealed interface CompletionContent {

    /** In the clear. */
    record Clear(Completion completion) implements CompletionContent {
        public Clear {
            Objects.requireNonNull(completion, "completion");
        }
    }

    /** Encrypted. */
    record Sealed(SealedBody body) implements CompletionContent {
        public Sealed {
            Objects.requireNonNull(body, "body");
        }
    }
}
