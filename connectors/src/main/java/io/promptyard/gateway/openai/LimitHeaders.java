package io.promptyard.gateway.openai;

import io.promptyard.model.RateLimits;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's {@code x-ratelimit-*} response headers, of what the limits said when they let the prompt go or refused it. The
 * time to the reset is counted from now.
 */
final class LimitHeaders {
    private LimitHeaders() {}

    static void set(MultiMap headers, @Nullable RateLimits limits, Instant now) {
        if (limits != null) {
            set(headers, "requests", limits.requests(), now);
            set(headers, "tokens", limits.tokens(), now);
        }
    }

    private static void set(MultiMap headers, String unit, RateLimits.@Nullable Limit limit, Instant now) {
        if (limit != null) {
            headers.set("x-ratelimit-limit-" + unit, Long.toString(limit.limit()));
            headers.set("x-ratelimit-remaining-" + unit, Long.toString(limit.remaining()));
            headers.set("x-ratelimit-reset-" + unit, written(Duration.between(now, limit.resetAt())));
        }
    }

    /** As OpenAI writes them: {@code 6m0s}, {@code 59.706s}, {@code 17ms}; {@code 0s} for what is past. */
    static String written(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis > 0 && millis < 1000) {
            return millis + "ms";
        }
        String rest = millis % 1000 == 0
                ? ""
                : "." + String.format("%03d", millis % 1000).replaceAll("0+$", "");
        String seconds = (millis / 1000) % 60 + rest + "s";
        long minutes = millis / 60_000;
        if (minutes == 0) {
            return seconds;
        }
        return minutes < 60 ? minutes + "m" + seconds : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
    }
}
