package io.promptyard.router.replay;

import io.promptyard.router.replay.estimate.Estimates;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.GroupFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader must know of estimates of quality before believing their intervals. Pure. */
final class QualityNotes {
    /** Of being rated, a bad answer's odds by a good one's: as large as people who complain may make it. */
    private static final double ODDS = 2;

    private QualityNotes() {}

    static List<String> of(GroupFigures total) {
        List<String> notes = new ArrayList<>();
        Estimate difference = total.qualityDifference();
        Estimate recorded = total.recorded().quality();
        Estimate candidate = total.candidate().quality();
        if (difference == null || recorded == null || candidate == null) {
            return notes;
        }
        if (difference.method().equals(Estimates.PARTLY_PREDICTED)) {
            notes.add(
                    "no support: of prompts that go elsewhere more than one in twenty goes to a target that the log could not have tried for it, so the intervals of"
                            + " quality hang on predictions and are not to be trusted; exploration, shadows or a live replay give it");
        }
        if (difference.observed() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "if bad answers were rated twice as often as good ones, quality would be %.3f recorded and %.3f by the candidate, a difference of"
                            + " %.3f in place of %.3f: the figures take ratings for independent of how good the answer was",
                    rated(recorded.value()),
                    rated(candidate.value()),
                    rated(candidate.value()) - rated(recorded.value()),
                    difference.value()));
        }
        return notes;
    }

    /**
     * The mean of answers that are good or bad, of which the bad ones are twice as likely to be heard of, from the mean of those heard of: a
     * sensitivity analysis with a bound on the odds (Rosenbaum, "Observational Studies", 2002, chapter 4).
     */
    static double rated(double seen) {
        double value = Math.clamp(seen, 0, 1);
        return ODDS * value / (ODDS * value + 1 - value);
    }
}
