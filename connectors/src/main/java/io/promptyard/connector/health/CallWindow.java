package io.promptyard.connector.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Calls and failures of the last so many seconds, in ten steps. Not thread-safe; a clock that goes back loses nothing. */
final class CallWindow {
    private static final int STEPS = 10;

    private final long stepMillis;
    private final long[] step = new long[STEPS];
    private final int[] calls = new int[STEPS];
    private final int[] failures = new int[STEPS];
    private long newest = Long.MIN_VALUE;

    CallWindow(Duration window) {
        this.stepMillis = Math.max(1, window.toMillis() / STEPS);
    }

    void add(boolean failed, Instant now) {
        long current = Math.max(newest, now.toEpochMilli() / stepMillis);
        newest = current;
        int slot = Math.floorMod(current, STEPS);
        if (step[slot] != current) {
            step[slot] = current;
            calls[slot] = 0;
            failures[slot] = 0;
        }
        calls[slot]++;
        failures[slot] += failed ? 1 : 0;
    }

    int calls(Instant now) {
        return sum(calls, now);
    }

    int failures(Instant now) {
        return sum(failures, now);
    }

    void clear() {
        Arrays.fill(calls, 0);
        Arrays.fill(failures, 0);
    }

    private int sum(int[] counts, Instant now) {
        long oldest = Math.max(newest, now.toEpochMilli() / stepMillis) - STEPS;
        int sum = 0;
        for (int slot = 0; slot < STEPS; slot++) {
            sum += step[slot] > oldest ? counts[slot] : 0;
        }
        return sum;
    }
}
