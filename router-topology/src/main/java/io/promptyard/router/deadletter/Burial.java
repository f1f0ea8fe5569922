package io.promptyard.router.deadletter;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FinalResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt's bad end: the refusal for the caller and the dead letter for people. {@code response} is null where nobody
 * is owed one: a record without a key, or a repeat of an id that has its own end. {@code letter} is null for a caller
 * who hung up.
 */
public record Burial(
        @Nullable Integer replyPartition,
        @Nullable FinalResponse response,
        @Nullable DeadLetter letter) {
    public Burial {
        if (response == null) {
            Objects.requireNonNull(letter, "a burial needs a response or a letter");
        }
    }
}
