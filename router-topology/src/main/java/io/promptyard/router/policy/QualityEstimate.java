package io.promptyard.router.policy;

import io.promptyard.model.Classification;

/**
 * How good a target's answer is expected to be, 0 to 1: what the classifier predicted for it, otherwise the catalogue's
 * prior for the task, bent by complexity.
 *
 * <p>A prior {@code p} speaks of a prompt of middling complexity. The easiest ({@code c = 0}) count as {@code √p}, the
 * hardest ({@code c = 1}) as {@code p·√p}, straight lines between: an easy prompt brings models closer together, a hard
 * one drives them apart, and their order stays. Square roots are exact on every JVM, powers are not, and a decision must
 * be replayable.
 */
final class QualityEstimate {
    private static final double MIDDLE = 0.5;

    private QualityEstimate() {}

    static double of(Offer offer, Classification classification) {
        Double predicted = classification.scores().isEmpty()
                ? null
                : classification.scores().get(offer.name());
        if (predicted != null && predicted >= 0 && predicted <= 1) {
            return predicted;
        }
        return bend(offer.prior(classification.task()), classification.complexity());
    }

    static double bend(double prior, double complexity) {
        double root = Math.sqrt(prior);
        double bent = complexity <= MIDDLE
                ? root + (prior - root) * (complexity / MIDDLE)
                : prior + (prior * root - prior) * ((complexity - MIDDLE) / MIDDLE);
        return Math.min(1, Math.max(0, bent));
    }
}
