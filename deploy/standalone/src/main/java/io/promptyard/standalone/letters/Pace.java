package io.promptyard.standalone.letters;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** So many in a time, evenly: the next one waits for its turn. Not thread-safe. */
public final class Pace {
    private final long gapNanos;
    private final LongSupplier nanos;
    private final LongConsumer waiter;
    private long next;
    private boolean begun;

    private Pace(long gapNanos, LongSupplier nanos, LongConsumer waiter) {
        this.gapNanos = gapNanos;
        this.nanos = nanos;
        this.waiter = waiter;
    }

    /**
     * @param nanos a clock that only goes forward
     * @param waiter waits about so many nanoseconds; may return early
     */
    public static Pace of(int count, Duration in, LongSupplier nanos, LongConsumer waiter) {
        return new Pace(in.toNanos() / count, nanos, waiter);
    }

    /** As fast as it goes. */
    public static Pace unbounded() {
        return new Pace(0, () -> 0, wait -> {});
    }

    /** Returns when it is the caller's turn. */
    public void await() {
        long now = nanos.getAsLong();
        if (!begun) {
            begun = true;
            next = now;
        }
        for (long left = next - now; left > 0; left = next - nanos.getAsLong()) {
            waiter.accept(left);
        }
        // Who came late is not owed what was missed: no burst.
        next = Math.max(next, now) + gapNanos;
    }
}
