package io.promptyard.simulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many requests each key of each provider has left in the current minute. Safe for use by many event loops; as large as there are keys. */
final class KeyQuotas {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final int perMinute;
    private final Map<String, Used> used = new HashMap<>();

    private record Used(long minute, int requests) {}

    /**
     * @param remaining after this call
     * @param exceeded this call was one too many
     */
    record Left(int limit, int remaining, long resetMillis, boolean exceeded) {}

    /** @param perMinute 0: no limit, and none is told */
    KeyQuotas(int perMinute) {
        this.perMinute = perMinute;
    }

    boolean limited() {
        return perMinute > 0;
    }

    /** Counts one request. */
    synchronized Left take(String provider, String key, long nowMillis) {
        var minute = nowMillis / MINUTE;
        var name = provider + " " + key;
        var before = used.getOrDefault(name, new Used(minute, 0));
        var requests = before.minute() == minute ? before.requests() + 1 : 1;
        used.put(name, new Used(minute, requests));
        return new Left(
                perMinute, Math.max(0, perMinute - requests), MINUTE - nowMillis % MINUTE, requests > perMinute);
    }
}
