package io.promptyard.gateway.admission;

import java.util.concurrent.atomic.AtomicInteger;

/** Bounds how many requests wait for an answer at once. Thread-safe; each entered request leaves exactly once. */
public final class AdmissionLimiter {
    private final int limit;
    private final AtomicInteger inside = new AtomicInteger();

    public AdmissionLimiter(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("gateway.max-in-flight: must be at least 1 (got " + limit + ")");
        }
        this.limit = limit;
    }

    /** Whether there was room; if so, {@link #leave()} must follow. */
    public boolean tryEnter() {
        if (inside.incrementAndGet() > limit) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    public void leave() {
        inside.decrementAndGet();
    }

    public int inside() {
        return inside.get();
    }
}
