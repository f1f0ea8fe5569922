package io.promptyard.router.worker;

import io.promptyard.router.config.OnRestart;
import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of a worker. {@code maxOpenPerTask} calls are open at once per task; {@code totalTimeout} after which a call
 * that never ended is settled; marks of settled dispatches are kept for {@code settledRetention} and at most
 * {@code maxSettled} per task; {@code tick} is how often due retries are looked at. {@code callsAfterCommit} holds each
 * call until the note of it is committed, which an application with exactly-once must; {@code onRestart} says what
 * becomes of calls that a crash left open.
 */
public record WorkerSettings(
        int maxOpenPerTask,
        Duration totalTimeout,
        Duration settledRetention,
        int maxSettled,
        Duration tick,
        boolean callsAfterCommit,
        OnRestart onRestart) {
    public static final Duration SETTLED_RETENTION = Duration.ofMinutes(15);
    public static final int MAX_SETTLED = 50_000;
    public static final Duration TICK = Duration.ofMillis(50);

    public WorkerSettings {
        if (maxOpenPerTask < 1) {
            throw new IllegalArgumentException(
                    "max-concurrency: must be at least 1 per task (got " + maxOpenPerTask + ")");
        }
        Objects.requireNonNull(totalTimeout, "totalTimeout");
        Objects.requireNonNull(onRestart, "onRestart");
    }

    /** At least once, with open calls issued again after a restart. */
    public WorkerSettings(
            int maxOpenPerTask, Duration totalTimeout, Duration settledRetention, int maxSettled, Duration tick) {
        this(maxOpenPerTask, totalTimeout, settledRetention, maxSettled, tick, false, OnRestart.RETRY);
    }

    /** {@code maxConcurrency} shared evenly over {@code tasks}, rounded up. */
    public static WorkerSettings of(int maxConcurrency, int tasks, Duration totalTimeout) {
        int perTask = Math.ceilDiv(maxConcurrency, Math.max(1, tasks));
        return new WorkerSettings(perTask, totalTimeout, SETTLED_RETENTION, MAX_SETTLED, TICK);
    }

    /** The same under another delivery. */
    public WorkerSettings delivering(boolean exactlyOnce, OnRestart policy) {
        return new WorkerSettings(
                maxOpenPerTask, totalTimeout, settledRetention, maxSettled, tick, exactlyOnce, policy);
    }
}
