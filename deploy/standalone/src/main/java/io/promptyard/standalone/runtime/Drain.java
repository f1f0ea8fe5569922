package io.promptyard.standalone.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The time that a process has to end what is open, once for all its parts. For the thread that closes. */
final class Drain {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Duration most;
    private long until;
    private boolean begun;

    Drain(Duration most) {
        this.most = most;
    }

    /** The time runs from the first call on. */
    void begin() {
        if (!begun) {
            begun = true;
            until = System.nanoTime() + most.toNanos();
        }
    }

    /** Waits until it holds, or the time is up. */
    void await(BooleanSupplier done) {
        begin();
        while (!done.getAsBoolean() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public String toString() {
        return most.toString();
    }
}
