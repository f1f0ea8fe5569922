package io.promptyard.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A completion or vectors in the clear, or sealed for a reader with the key. */
public sealed interface CompletionContent {

    /** In the clear. */
    record Clear(Completion completion) implements CompletionContent {
        public Clear {
            Objects.requireNonNull(completion, "completion");
        }
    }

    /**
     * Vectors, in the order of the inputs. Each is JSON text as the provider wrote it: an array of numbers, or a string
     * that is the base64 of little-endian 32-bit floats. {@code extra} is as of {@link Completion}.
     */
    record Embeddings(List<String> vectors, @Nullable String providerResponseId, String extra)
            implements CompletionContent {
        public Embeddings {
            vectors = List.copyOf(vectors);
            Objects.requireNonNull(extra, "extra");
        }
    }

    /** Encrypted. */
    record Sealed(SealedBody body) implements CompletionContent {
        public Sealed {
            Objects.requireNonNull(body, "body");
        }
    }
}
