package io.promptyard.connector.http;

import io.promptyard.connector.health.Allowance;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a reply's headers say of rate limits, by the name of each: {@code requests}, {@code tokens}, {@code input-tokens}, … They differ between hosts in where
 * {@code limit}, {@code remaining} and {@code reset} stand among the other words, and in how the reset is written; docs/reference/providers.md lists what is
 * read. A limit without a figure for both is left out. Stateless, thread-safe.
 */
final class RateLimitHeaders {
    /** More than any host has; further ones are not read. */
    private static final int MOST = 16;

    private static final List<String> PREFIXES =
            List.of("anthropic-ratelimit-", "x-ratelimitbysize-", "x-ratelimit-", "ratelimit-", "ratelimitbysize-");

    /** Of Cohere's trial keys: calls of one endpoint in a minute, of which they do not say when it ends. */
    private static final String TRIAL = "x-trial-endpoint-call-";

    private static final Duration TRIAL_WINDOW = Duration.ofMinutes(1);
    private static final String LIMIT = "limit";
    private static final String REMAINING = "remaining";
    private static final String RESET = "reset";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern GO_DURATION = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)ms)?");
    /** From here on a number of seconds is a time of day, and further on one of milliseconds. */
    private static final long EPOCH_SECONDS = 1_000_000_000L;

    private static final long EPOCH_MILLIS = 1_000_000_000_000L;

    private RateLimitHeaders() {}

    static Map<String, Allowance> read(MultiMap headers, Instant now) {
        Map<String, Map<String, String>> parts = new HashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            PREFIXES.stream()
                    .filter(name::startsWith)
                    .findFirst()
                    .ifPresent(prefix -> part(parts, name.substring(prefix.length()), header.getValue()));
        }
        Map<String, Allowance> allowances = new HashMap<>();
        parts.forEach((name, values) -> {
            Long limit = number(values.get(LIMIT));
            Long remaining = number(values.get(REMAINING));
            if (limit != null && remaining != null && limit > 0) {
                allowances.put(name, new Allowance(limit, remaining, soon(reset(values.get(RESET), now), now)));
            }
        });
        trial(headers, now, allowances);
        RateLimitFields.read(headers, now, MOST)
                .forEach((name, allowance) -> allowances.put(
                        name, new Allowance(allowance.limit(), allowance.remaining(), soon(allowance.reset(), now))));
        return allowances;
    }

    private static void trial(MultiMap headers, Instant now, Map<String, Allowance> allowances) {
        Long limit = number(headers.get(TRIAL + LIMIT));
        Long remaining = number(headers.get(TRIAL + REMAINING));
        if (limit != null && remaining != null && limit > 0) {
            allowances.put("requests", new Allowance(limit, remaining, now.plus(TRIAL_WINDOW)));
        }
    }

    private static void part(Map<String, Map<String, String>> parts, String rest, String value) {
        List<String> words = new ArrayList<>(Arrays.asList(rest.split("-", -1)));
        for (String what : List.of(LIMIT, REMAINING, RESET)) {
            if (words.remove(what)) {
                String name = String.join("-", words);
                if (parts.size() < MOST || parts.containsKey(name)) {
                    parts.computeIfAbsent(name, each -> new HashMap<>()).put(what, value.strip());
                }
                return;
            }
        }
    }

    /** Whole; what is behind a comma or semicolon, as in the draft's {@code 100, 100;w=60}, is policy. */
    private static @Nullable Long number(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String first = text.split("[,;]", 2)[0].strip();
        return NUMBER.matcher(first).matches() ? new BigDecimal(first).longValue() : null;
    }

    private static @Nullable Instant soon(@Nullable Instant reset, Instant now) {
        Instant latest = now.plus(RetryAfter.LONGEST);
        return reset != null && reset.isAfter(latest) ? latest : reset;
    }

    /** Null when it cannot be read. */
    private static @Nullable Instant reset(@Nullable String text, Instant now) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (NUMBER.matcher(text).matches()) {
            return ofNumber(new BigDecimal(text), now);
        }
        Matcher duration = GO_DURATION.matcher(text);
        if (duration.matches()) {
            return now.plusMillis(millis(duration));
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant ofNumber(BigDecimal number, Instant now) {
        long whole = number.longValue();
        if (whole >= EPOCH_MILLIS) {
            return Instant.ofEpochMilli(whole);
        }
        return whole >= EPOCH_SECONDS
                ? Instant.ofEpochSecond(whole)
                : now.plusMillis(number.movePointRight(3).longValue());
    }

    private static long millis(Matcher parts) {
        BigDecimal millis = part(parts.group(1), Duration.ofDays(1).toMillis())
                .add(part(parts.group(2), Duration.ofHours(1).toMillis()))
                .add(part(parts.group(3), Duration.ofMinutes(1).toMillis()))
                .add(part(parts.group(4), Duration.ofSeconds(1).toMillis()))
                .add(part(parts.group(5), 1));
        return millis.longValue();
    }

    private static BigDecimal part(@Nullable String number, long unit) {
        return number == null ? BigDecimal.ZERO : new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
    }
}
