package io.promptyard.router.replay.judge;

/** What a scorer says of a pair. Scores are from 0 to 1. */
public sealed interface PairScore {
    /** What an answer scores that is as good as the one that it is compared with. */
    double EVEN = 0.5;

    /** A comparison without scores. */
    record Compared(Verdict verdict) implements PairScore {}

    /** A score of each answer, and what they come to. */
    record Scored(double recorded, double candidate, Verdict verdict) implements PairScore {
        public Scored {
            unit(recorded, "recorded");
            unit(candidate, "candidate");
        }

        /** @param tolerance up to which they are no difference yet */
        static Scored of(double recorded, double candidate, double tolerance) {
            return new Scored(recorded, candidate, Verdict.of(recorded, candidate, tolerance));
        }
    }

    /** How near the candidate's answer is to the recorded one: it says nothing of which is better. */
    record Likeness(double candidate) implements PairScore {
        public Likeness {
            unit(candidate, "candidate");
        }
    }

    /** None; never a tie. */
    record Failed(Why why) implements PairScore {}

    /** Why there is none. */
    enum Why {
        /** Nothing says what was expected. */
        NO_REFERENCE,
        /** One of the answers has no text. */
        NO_TEXT,
        /** The prompt may not go to the judge, or nothing was to be had of it. */
        NOT_ASKED,
        /** The judge said something else than it was asked for. */
        JUNK,
        /** The expression takes for ever on this answer. */
        TOO_LONG
    }

    private static void unit(double score, String name) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(name + ": must be from 0 to 1 (got " + score + ")");
        }
    }
}
