package io.promptyard.standalone.letters;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time as people write it. Pure. */
public final class PointInTime {
    private static final Pattern AGO = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private PointInTime() {}

    /**
     * Reads {@code 2h} or {@code 7d} (so long before {@code now}), {@code 2026-11-23} (its beginning in UTC) or
     * {@code 2026-11-23T10:15:00Z}, with any offset.
     *
     * @throws IllegalArgumentException with the rule, for any other text
     */
    public static Instant parse(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be a duration such as 2h or 7d, a date, or a time such as 2026-11-23T10:15:00Z (got \"" + text
                            + "\")",
                    e);
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
