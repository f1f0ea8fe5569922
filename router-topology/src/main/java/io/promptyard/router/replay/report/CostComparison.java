package io.promptyard.router.replay.report;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What two policies cost on the same prompts, both by the same measure. Money in USD. Of a live replay sums are weighted as those of
 * {@link PolicyFigures} are.
 *
 * @param prompts of which both sides are known: the sums are of these alone
 * @param unknown prompts of which one side is not known: they are in neither sum
 */
public record CostComparison(Basis basis, BigDecimal recordedUsd, BigDecimal candidateUsd, long prompts, long unknown) {

    /** By what both sides are measured. */
    public enum Basis {
        /** Both were paid: the recorded calls and those of the sample that was sent. */
        PAID,
        /** The recorded side was paid. The candidate's is what it was expected to cost, corrected by how far the recorded choices were off. */
        SCALED,
        /** What choices were expected to cost, as the log has no cost of any call. */
        EXPECTED
    }

    public CostComparison {
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(recordedUsd, "recordedUsd");
        Objects.requireNonNull(candidateUsd, "candidateUsd");
    }
}
