package io.promptyard.router.live;

import io.promptyard.connector.RateLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requests and tokens of a provider in the last minute, by the second. Not thread-safe. */
final class MinuteWindow {
    private static final int SECONDS = 60;

    private final RateLimits limits;
    private final long[] second = new long[SECONDS];
    private final long[] requests = new long[SECONDS];
    private final long[] tokens = new long[SECONDS];

    MinuteWindow(RateLimits limits) {
        this.limits = limits;
    }

    void request(Instant at) {
        int slot = slot(at);
        if (slot >= 0) {
            requests[slot]++;
        }
    }

    void tokens(long count, Instant at) {
        int slot = slot(at);
        if (slot >= 0) {
            tokens[slot] += count;
        }
    }

    /** Negative for a second that the window has left behind. */
    private int slot(Instant at) {
        long now = at.getEpochSecond();
        int slot = Math.floorMod(now, SECONDS);
        if (second[slot] > now) {
            return -1;
        }
        if (second[slot] < now) {
            second[slot] = now;
            requests[slot] = 0;
            tokens[slot] = 0;
        }
        return slot;
    }

    /** What is left of the fuller limit, 0 to 1; null without limits. */
    @Nullable
    Double headroom(Instant now) {
        Double ofRequests = left(used(requests, now.getEpochSecond()), limits.requestsPerMinute());
        Double ofTokens = left(used(tokens, now.getEpochSecond()), limits.tokensPerMinute());
        if (ofRequests == null || ofTokens == null) {
            return ofRequests == null ? ofTokens : ofRequests;
        }
        return Math.min(ofRequests, ofTokens);
    }

    /** When one more request has room: {@code now}, or the second in which enough of the window is left behind. */
    Instant availableAt(Instant now) {
        long first = now.getEpochSecond();
        for (long at = first; at < first + SECONDS; at++) {
            if (hasRoom(at)) {
                return at == first ? now : Instant.ofEpochSecond(at);
            }
        }
        return Instant.ofEpochSecond(first + SECONDS);
    }

    private boolean hasRoom(long at) {
        return isBelow(used(requests, at), limits.requestsPerMinute())
                && isBelow(used(tokens, at), limits.tokensPerMinute());
    }

    /** Of what was counted, as much as is not yet left behind at that second. */
    private long used(long[] counted, long at) {
        long used = 0;
        for (int i = 0; i < SECONDS; i++) {
            used += second[i] > at - SECONDS ? counted[i] : 0;
        }
        return used;
    }

    private static boolean isBelow(long used, @Nullable Long limit) {
        return limit == null || limit == 0 || used < limit;
    }

    private static @Nullable Double left(long used, @Nullable Long limit) {
        return limit == null || limit == 0 ? null : Math.max(0, 1 - (double) used / limit);
    }
}
