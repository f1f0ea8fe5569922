package io.promptyard.router.replay.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one scorer made of pairs of answers, the recorded one and the candidate's.
 *
 * @param scorer its name and what it was told, such as {@code pairwise:openai/gpt-4o}
 * @param better pairs in which the candidate's answer is the better one
 * @param ties pairs of which neither is
 * @param worse pairs in which the recorded answer is the better one
 * @param failed pairs that it could not score
 * @param recorded mean score of the recorded answers; null where it compares only
 * @param candidate mean score of the candidate's answers; null where it compares only
 * @param difference mean of the candidate's score less the recorded one's, ties as 0
 * @param agreement with human ratings of the same answers; null when there are none
 */
public record ScorerFigures(
        String scorer,
        long better,
        long ties,
        long worse,
        long failed,
        @Nullable Estimate recorded,
        @Nullable Estimate candidate,
        @Nullable Estimate difference,
        @Nullable Agreement agreement) {

    /**
     * @param pairs that both have rated
     * @param share of them on which both say the same, from 0 to 1
     * @param kappa Cohen's kappa; NaN when chance alone would agree on all
     */
    public record Agreement(long pairs, double share, double kappa) {
        public Agreement {
            share = Digits.of(share);
            kappa = Digits.of(kappa);
        }
    }

    public ScorerFigures {
        Objects.requireNonNull(scorer, "scorer");
    }
}
