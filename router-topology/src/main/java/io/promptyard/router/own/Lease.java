package io.promptyard.router.own;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An allowance that was granted: what of it is set aside for open calls, and what is spent. Guarded by its wallet. */
final class Lease {
    private final String id;
    private final BigDecimal sum;
    private final Instant until;
    private BigDecimal held = BigDecimal.ZERO;
    private BigDecimal spent = BigDecimal.ZERO;
    private long unknown;
    private int open;

    /** @param until when no call is begun from it any more */
    Lease(String id, BigDecimal sum, Instant until) {
        this.id = id;
        this.sum = sum;
        this.until = until;
    }

    String id() {
        return id;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until);
    }

    boolean hasOpenCalls() {
        return open > 0;
    }

    BigDecimal left() {
        return sum.subtract(spent).subtract(held);
    }

    void open(BigDecimal bound) {
        held = held.add(bound);
        open++;
    }

    void close(BigDecimal bound, @Nullable BigDecimal cost) {
        held = held.subtract(bound);
        spent = spent.add(cost == null ? bound : cost);
        unknown += cost == null ? 1 : 0;
        open--;
    }

    /** What it came to, with calls that are still open at the most that they can cost. */
    BigDecimal total() {
        return spent.add(held);
    }

    long unknownCosts() {
        return unknown + open;
    }
}
