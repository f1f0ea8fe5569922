package io.promptyard.router.replay.judge;

import org.jspecify.annotations.Nullable;

/** What people have said of the two answers of a pair, from 0 to 1; null where nobody has. */
public record HumanRating(
        @Nullable Double recorded, @Nullable Double candidate) {
    public static final HumanRating NONE = new HumanRating(null, null);

    /** From which on an answer counts as a good one, of people and of scorers. */
    static final double GOOD = 0.5;

    static String word(double score) {
        return score >= GOOD ? "good" : "bad";
    }
}
