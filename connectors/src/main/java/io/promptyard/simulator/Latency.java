package io.promptyard.simulator;

import java.time.Duration;

/** How long a provider thinks before its head and first token go out. Values are immutable. */
public sealed interface Latency {

    /** At once. */
    Latency NONE = new Fixed(Duration.ZERO);

    /** One sample in milliseconds; the same hash gives the same sample. */
    long sampleMillis(long hash);

    /** Always the same. */
    record Fixed(Duration value) implements Latency {
        public Fixed {
            if (value.isNegative()) {
                throw new IllegalArgumentException("latency: must not be negative (got " + value + ")");
            }
        }

        @Override
        public long sampleMillis(long hash) {
            return value.toMillis();
        }
    }

    /** Log-normal, as real providers roughly are, given by its median and its 99th percentile. */
    record LogNormal(Duration median, Duration p99) implements Latency {
        // The 99th percentile of the standard normal distribution.
        private static final double Z99 = 2.3263478740408408;

        public LogNormal {
            if (median.isNegative() || median.isZero() || p99.compareTo(median) < 0) {
                throw new IllegalArgumentException(
                        "latency: needs 0 < median <= p99 (got " + median + " and " + p99 + ")");
            }
        }

        @Override
        public long sampleMillis(long hash) {
            var sigma = Math.log((double) p99.toNanos() / median.toNanos()) / Z99;
            var normal = Math.sqrt(-2 * Math.log(Dice.fraction(hash)))
                    * Math.cos(2 * Math.PI * Dice.fraction(Dice.mix(hash, 3)));
            return Math.round(median.toNanos() * Math.exp(sigma * normal) / 1e6);
        }
    }
}
