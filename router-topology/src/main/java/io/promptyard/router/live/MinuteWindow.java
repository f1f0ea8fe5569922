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
        long since = now.getEpochSecond() - SECONDS;
        long usedRequests = 0;
        long usedTokens = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (second[i] > since) {
                usedRequests += requests[i];
                usedTokens += tokens[i];
            }
        }
        Double ofRequests = left(usedRequests, limits.requestsPerMinute());
        Double ofTokens = left(usedTokens, limits.tokensPerMinute());
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
        long usedRequests = 0;
        long usedTokens = 0;
        for (int i = 0; i < SECONDS; i++) {
            if (second[i] > at - SECONDS) {
                usedRequests += requests[i];
                usedTokens += tokens[i];
            }
        }
        return isBelow(usedRequests, limits.requestsPerMinute()) && isBelow(usedTokens, limits.tokensPerMinute());
    }

    private static boolean isBelow(long used, @Nullable Long limit) {
        return limit == null || limit == 0 || used < limit;
    }

    private static @Nullable Double left(long used, @Nullable Long limit) {
        return limit == null || limit == 0 ? null : Math.max(0, 1 - (double) used / limit);
    }
}
