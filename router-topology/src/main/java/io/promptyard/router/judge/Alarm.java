package io.promptyard.router.judge;

import java.time.Duration;

/** Wakes later. Thread-safe. */
@FunctionalInterface
public interface Alarm {
    /**
     * Runs {@code work} once after {@code delay}, on any thread.
     *
     * @return takes it back, if it has not run; any number of times
     */
    Runnable after(Duration delay, Runnable work);
}
