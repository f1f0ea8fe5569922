package io.promptyard.standalone.letters;

import io.promptyard.model.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * What came of a letter. {@code first} is the id it was first asked under, {@code id} that of the redrive; both null
 * where there can be none. {@code why} says more, without content.
 */
public record Redriven(
        LetterPlace place,
        @Nullable RequestId first,
        @Nullable RequestId id,
        Result result,
        String why) {

    /** {@code WOULD_SEND} only when nothing was to be sent. */
    public enum Result {
        SENT,
        WOULD_SEND,
        ALREADY,
        DOUBTFUL,
        IMPOSSIBLE;

        /** Whether the letter's prompt has, or will have, its redrive. */
        public boolean isGood() {
            return this == SENT || this == WOULD_SEND || this == ALREADY;
        }
    }
}
