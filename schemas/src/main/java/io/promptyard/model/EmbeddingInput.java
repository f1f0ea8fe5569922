package io.promptyard.model;

import java.util.List;
import java.util.Objects;

/** One text to be embedded: in words, or in the tokens that the model has for it. */
public sealed interface EmbeddingInput {

    record Text(String text) implements EmbeddingInput {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    record Tokens(List<Integer> tokens) implements EmbeddingInput {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }
}
