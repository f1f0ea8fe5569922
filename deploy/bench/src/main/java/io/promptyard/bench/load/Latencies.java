package io.promptyard.bench.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts answers by latency, and what failed. Thread-safe. */
public final class Latencies {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, DIGITS);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    public void answered(long nanos) {
        micros.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, HIGHEST_MICROS));
        answered.incrementAndGet();
    }

    public void failed() {
        failed.incrementAndGet();
    }

    public int ended() {
        return answered.get() + failed.get();
    }

    /** As it stands; {@code sent} calls that have not ended count as failed. */
    public Quantiles quantiles(int sent) {
        return new Quantiles(at(50), at(90), at(99), at(100), answered.get(), sent - answered.get());
    }

    private double at(double percentile) {
        return answered.get() == 0 ? Double.NaN : micros.getValueAtPercentile(percentile) / 1e3;
    }
}
