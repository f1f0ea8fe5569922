package io.promptyard.router.judge;

/** What came of asking the judge. Only {@link Rated} says anything of the prompt; after the others what was known before stands. */
public sealed interface Judged {

    /** From 1, trivial, to 10. */
    record Rated(int difficulty) implements Judged {
        private static final int STEPS = 9;

        public Rated {
            if (difficulty < 1 || difficulty > STEPS + 1) {
                throw new IllegalArgumentException("difficulty: must be from 1 to 10 (got " + difficulty + ")");
            }
        }

        /** On the scale of a classification, 0 to 1. */
        public double complexity() {
            return (difficulty - 1.0) / STEPS;
        }
    }

    /** It was not, or not usefully, answered. */
    record Nothing(Why why) implements Judged {}

    /** Why there is no rating. */
    enum Why {
        /** The time was over; the call was cancelled. It may be billed all the same. */
        LATE,
        /** The call failed. */
        FAILED,
        /** It answered anything but the one JSON object that it was asked for. */
        JUNK
    }
}
