package io.promptyard.connector.http;

import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks us to wait: {@code retry-after-ms} and Azure's {@code x-ms-retry-after-ms} in milliseconds,
 * then {@code Retry-After} in seconds or as an HTTP date. Never negative, at most {@link #LONGEST}. Thread-safe.
 */
final class RetryAfter {
    /** Nobody waits longer; a larger number is taken for it, lest sums overflow. */
    static final Duration LONGEST = Duration.ofDays(7);

    private static final List<String> IN_MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,15})?");

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** Milliseconds, or null when the headers do not say or cannot be read. */
    @Nullable
    Long millis(MultiMap headers) {
        for (String name : IN_MILLIS) {
            Long millis = number(headers.get(name), BigDecimal.ONE);
            if (millis != null) {
                return millis;
            }
        }
        String value = headers.get("retry-after");
        Long seconds = number(value, BigDecimal.valueOf(1000));
        return seconds != null ? seconds : date(value);
    }

    private static @Nullable Long number(@Nullable String value, BigDecimal unit) {
        if (value == null || !NUMBER.matcher(value.strip()).matches()) {
            return null;
        }
        BigDecimal millis = new BigDecimal(value.strip()).multiply(unit).setScale(0, RoundingMode.CEILING);
        return millis.min(BigDecimal.valueOf(LONGEST.toMillis())).longValueExact();
    }

    private @Nullable Long date(@Nullable String value) {
        if (value == null) {
            return null;
        }
        try {
            ZonedDateTime at = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            long millis = Duration.between(clock.instant(), at).toMillis();
            return Math.min(Math.max(0, millis), LONGEST.toMillis());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
