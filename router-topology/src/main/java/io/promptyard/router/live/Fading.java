package io.promptyard.router.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A mean in which what was seen counts for half as much after each half-life. Not thread-safe. */
final class Fading {
    private final double halfLifeMillis;
    private double weight;
    private double sum;
    private @Nullable Instant at;

    Fading(Duration halfLife) {
        halfLifeMillis = halfLife.toMillis();
    }

    /** What is older than the last fades first and moves no clock back. */
    void add(double value, Instant when) {
        if (at == null || when.isAfter(at)) {
            double kept = kept(when);
            weight *= kept;
            sum *= kept;
            at = when;
        }
        double late = Math.pow(0.5, Duration.between(when, at).toMillis() / halfLifeMillis);
        weight += late;
        sum += value * late;
    }

    /** How many values it stands on now. */
    double samples(Instant now) {
        return weight * kept(now);
    }

    /** Of all values, by what they count for now. */
    double sum(Instant now) {
        return sum * kept(now);
    }

    /** Null when nothing was ever seen. */
    @Nullable
    Double mean() {
        return weight == 0 ? null : sum / weight;
    }

    private double kept(Instant now) {
        return at == null || !now.isAfter(at)
                ? 1
                : Math.pow(0.5, Duration.between(at, now).toMillis() / halfLifeMillis);
    }
}
