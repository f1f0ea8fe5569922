package io.promptyard.standalone.config.keys;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How values of the configuration are written: durations, sizes, decimals. Pure. */
public final class Values {
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES = Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);
    private static final int MAX_DIGITS = 12;

    private Values() {}

    /** {@code 200ms}, {@code 120s}, {@code 10m}, {@code 1h}, {@code 7d}. */
    public static Optional<Duration> duration(String text) {
        int split = digits(text);
        Duration unit = UNITS.get(text.substring(split));
        return split == 0 || split > MAX_DIGITS || unit == null
                ? Optional.empty()
                : Optional.of(unit.multipliedBy(Long.parseLong(text.substring(0, split))));
    }

    /** As {@link #duration} reads it, in the largest unit that goes into it; to the millisecond. */
    static String written(Duration duration) {
        return inLargest(
                duration.toMillis(),
                List.of("d", "h", "m", "s", "ms"),
                unit -> UNITS.get(unit).toMillis());
    }

    /** As {@link #size} reads it, in the largest unit that goes into it. */
    static String writtenSize(int bytes) {
        return inLargest(bytes, List.of("GB", "MB", "KB", "B"), SIZES::get);
    }

    private static String inLargest(long amount, List<String> units, ToLongFunction<String> of) {
        String unit = units.stream()
                .filter(each -> amount % of.applyAsLong(each) == 0)
                .findFirst()
                .orElse(units.getLast());
        return amount / of.applyAsLong(unit) + unit;
    }

    /** {@code 512KB}, {@code 32MB}, {@code 1GB}, or bytes without a unit: in bytes. */
    public static Optional<Integer> size(String text) {
        int split = digits(text);
        Long unit = split == text.length() ? Long.valueOf(1) : SIZES.get(text.substring(split));
        if (split == 0 || split > MAX_DIGITS || unit == null) {
            return Optional.empty();
        }
        BigInteger bytes = new BigInteger(text.substring(0, split)).multiply(BigInteger.valueOf(unit));
        return bytes.bitLength() < Integer.SIZE ? Optional.of(bytes.intValue()) : Optional.empty();
    }

    /** A plain decimal: digits, at most one dot, no exponent. */
    public static Optional<BigDecimal> decimal(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-')
                && text.length() <= 40;
        try {
            return plain ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** When something is over: a day at its end in UTC, a time as it is. */
    public static Optional<Instant> end(String text) {
        try {
            return Optional.of(
                    text.indexOf('T') < 0
                            ? LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static Optional<Long> whole(String text) {
        int split = digits(text);
        return split == 0 || split != text.length() || split > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(Long.parseLong(text));
    }

    private static int digits(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
            count++;
        }
        return count;
    }
}
