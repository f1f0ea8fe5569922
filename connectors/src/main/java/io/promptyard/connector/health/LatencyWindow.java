package io.promptyard.connector.health;

import io.promptyard.model.Percentiles;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How long one target's answers of the last five minutes took, the newest {@link #MOST} of them. Thread-safe. */
final class LatencyWindow {
    static final int MOST = 512;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final long NONE = -1;

    private final Instant begun;
    private final long[] at = new long[MOST];
    private final long[] whole = new long[MOST];
    private final long[] first = new long[MOST];
    private int next;
    private int kept;
    private boolean changed = true;
    private @Nullable Percentiles wholes;
    private @Nullable Percentiles firsts;

    LatencyWindow(Instant begun) {
        this.begun = begun;
    }

    /** When the first answer came. */
    Instant begun() {
        return begun;
    }

    /** @param firstToken null when it was not streamed */
    synchronized void add(long latency, @Nullable Long firstToken, Instant now) {
        at[next] = now.toEpochMilli();
        whole[next] = latency;
        first[next] = firstToken == null ? NONE : firstToken;
        next = (next + 1) % MOST;
        kept = Math.min(MOST, kept + 1);
        changed = true;
    }

    /** Of whole calls; null when there were none. */
    synchronized @Nullable Percentiles latency(Instant now) {
        count(now);
        return wholes;
    }

    /** To the first token of those that were streamed; null when there were none. */
    synchronized @Nullable Percentiles firstToken(Instant now) {
        count(now);
        return firsts;
    }

    /** Counted again only when something came or went: they are looked at several times a second. */
    private void count(Instant now) {
        long oldest = now.minus(WINDOW).toEpochMilli();
        while (kept > 0 && at[Math.floorMod(next - kept, MOST)] <= oldest) {
            kept--;
            changed = true;
        }
        if (changed) {
            wholes = percentiles(whole);
            firsts = percentiles(first);
            changed = false;
        }
    }

    private @Nullable Percentiles percentiles(long[] times) {
        long[] sorted = new long[kept];
        int count = 0;
        for (int back = 1; back <= kept; back++) {
            long time = times[Math.floorMod(next - back, MOST)];
            if (time != NONE) {
                sorted[count++] = time;
            }
        }
        if (count == 0) {
            return null;
        }
        Arrays.sort(sorted, 0, count);
        return new Percentiles(count, rank(sorted, count, 50), rank(sorted, count, 95), rank(sorted, count, 99));
    }

    private static long rank(long[] sorted, int count, int percent) {
        return sorted[Math.ceilDiv(count * percent, 100) - 1];
    }
}
