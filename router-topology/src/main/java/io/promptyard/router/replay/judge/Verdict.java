package io.promptyard.router.replay.judge;

import java.util.Locale;

/** Of the candidate's answer, beside the recorded one. */
public enum Verdict {
    BETTER,
    TIE,
    WORSE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the candidate's answer scores where it is only compared, beside {@link PairScore#EVEN} for the other: 1, even or 0. */
    public double worth() {
        return switch (this) {
            case BETTER -> 1;
            case TIE -> PairScore.EVEN;
            case WORSE -> 0;
        };
    }

    /** By two scores, where {@code tolerance} is no difference yet. */
    static Verdict of(double recorded, double candidate, double tolerance) {
        double difference = candidate - recorded;
        if (Math.abs(difference) <= tolerance) {
            return TIE;
        }
        return difference > 0 ? BETTER : WORSE;
    }
}
