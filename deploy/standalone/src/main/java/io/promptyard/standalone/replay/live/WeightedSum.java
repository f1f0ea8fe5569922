package io.promptyard.standalone.replay.live;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A sum over a stratified sample, scaled to the sample's number: n Σ wᵢxᵢ / Σ wᵢ (Hájek's estimate of the mean, times n). Where all weights
 * are equal it is the plain sum, exactly. Not thread-safe.
 */
final class WeightedSum {
    /** After the point: a millionth of a millionth of a dollar. */
    private static final int DIGITS = 12;

    private BigDecimal plain = BigDecimal.ZERO;
    private BigDecimal weighted = BigDecimal.ZERO;
    private BigDecimal weights = BigDecimal.ZERO;
    private double first;
    private boolean even = true;
    private long count;

    /** @param weight above 0 */
    void add(BigDecimal value, double weight) {
        even &= count == 0 || weight == first;
        first = weight;
        count++;
        BigDecimal exact = BigDecimal.valueOf(weight);
        plain = plain.add(value);
        weighted = weighted.add(value.multiply(exact));
        weights = weights.add(exact);
    }

    BigDecimal value() {
        if (even) {
            return plain;
        }
        BigDecimal scaled =
                weighted.multiply(BigDecimal.valueOf(count)).divide(weights, DIGITS, RoundingMode.HALF_EVEN);
        return scaled.signum() == 0 ? BigDecimal.ZERO : scaled.stripTrailingZeros();
    }
}
