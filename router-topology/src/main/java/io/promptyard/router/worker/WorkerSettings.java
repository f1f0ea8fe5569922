package io.promptyard.router.worker;

import io.promptyard.router.config.OnRestart;
import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of a worker. {@code maxOpenPerTask} calls are open at once per task, {@code lookAhead} more are queued, and
 * {@code maxWaiting} wait for another attempt; {@code totalTimeout} after which a call
 * that never ended is settled; marks of settled dispatches are kept for {@code settledRetention} and at most
 * {@code maxSettled} per task; {@code tick} is how often due retries are looked at. {@code callsAfterCommit} holds each
 * call until the note of it is committed, which an application with exactly-once must; {@code onRestart} says what
 * becomes of calls that a crash left open.
 */
public record WorkerSettings(
        int maxOpenPerTask,
        int lookAhead,
        int maxWaiting,
        Duration totalTimeout,
        Duration settledRetention,
        int maxSettled,
        Duration tick,
        boolean callsAfterCommit,
        OnRestart onRestart) {
    public static final Duration SETTLED_RETENTION = Duration.ofMinutes(15);
    public static final int MAX_SETTLED = 50_000;
    /** Below, tenants could hardly take turns. */
    public static final int LEAST_LOOK_AHEAD = 8;

    public static final int MAX_WAITING = 4_096;
    public static final Duration TICK = Duration.ofMillis(50);

    public WorkerSettings {
        if (maxOpenPerTask < 1) {
            throw new IllegalArgumentException(
                    "max-concurrency: must be at least 1 per task (got " + maxOpenPerTask + ")");
        }
        Objects.requireNonNull(totalTimeout, "totalTimeout");
        Objects.requireNonNull(onRestart, "onRestart");
    }

    /**
     * {@code maxConcurrency} and {@code lookAhead} shared evenly over {@code tasks}, rounded up. At least once, with open
     * calls issued again after a restart.
     */
    public static WorkerSettings of(int maxConcurrency, int lookAhead, int tasks, Duration totalTimeout) {
        int open = Math.ceilDiv(maxConcurrency, Math.max(1, tasks));
        int queued = Math.max(LEAST_LOOK_AHEAD, Math.ceilDiv(lookAhead, Math.max(1, tasks)));
        return new WorkerSettings(
                open, queued, MAX_WAITING, totalTimeout, SETTLED_RETENTION, MAX_SETTLED, TICK, false, OnRestart.RETRY);
    }

    /** The same under another delivery. */
    public WorkerSettings delivering(boolean exactlyOnce, OnRestart policy) {
        return new WorkerSettings(
                maxOpenPerTask,
                lookAhead,
                maxWaiting,
                totalTimeout,
                settledRetention,
                maxSettled,
                tick,
                exactlyOnce,
                policy);
    }
}
