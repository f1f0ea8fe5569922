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

    /** By two scores, where {@code tolerance} is no difference yet. */
    static Verdict of(double recorded, double candidate, double tolerance) {
        double difference = candidate - recorded;
        if (Math.abs(difference) <= tolerance) {
            return TIE;
        }
        return difference > 0 ? BETTER : WORSE;
    }
}
