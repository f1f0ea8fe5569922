package io.promptyard.model;

import java.util.Objects;

/**
 * What the caller of a stream had received when it broke off. {@code body} is its pieces put together; a choice that had
 * not ended has the finish reason {@code UNKNOWN}. {@code leftOutCharacters} is how many UTF-16 units of them the body
 * does not hold, from some place on to the end; 0 when it is whole.
 */
public record PartialAnswer(CompletionContent body, int chunks, long leftOutCharacters) {
    public PartialAnswer {
        Objects.requireNonNull(body, "body");
        if (chunks < 0 || leftOutCharacters < 0) {
            throw new IllegalArgumentException("received: counts must not be negative");
        }
    }
}
