package io.promptyard.simulator;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a refused caller is told about when to come back, in one of the three forms seen in the wild. */
public sealed interface RetryHint {

    /** Nothing is said. */
    RetryHint NONE = new None();

    /** Puts the hint among the response headers. */
    void write(MultiMap headers, Instant now);

    /** How long from now. */
    Optional<Duration> duration();

    /** No header. */
    record None() implements RetryHint {
        @Override
        public void write(MultiMap headers, Instant now) {
            // A provider that says nothing leaves the caller to its own backoff.
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.empty();
        }
    }

    /** {@code Retry-After: 2}. */
    record Seconds(long value) implements RetryHint {
        @Override
        public void write(MultiMap headers, Instant now) {
            headers.set("retry-after", Long.toString(value));
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.of(Duration.ofSeconds(value));
        }
    }

    /** {@code Retry-After: Wed, 21 Oct 2026 07:28:00 GMT}, so many seconds from now, rounded up to a whole second. */
    record HttpDate(long seconds) implements RetryHint {
        @Override
        public void write(MultiMap headers, Instant now) {
            var due = now.plusSeconds(seconds).plusMillis(999).atZone(ZoneOffset.UTC);
            headers.set("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(due));
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.of(Duration.ofSeconds(seconds));
        }
    }

    /** {@code retry-after-ms: 250}. */
    record Millis(long value) implements RetryHint {
        @Override
        public void write(MultiMap headers, Instant now) {
            headers.set("retry-after-ms", Long.toString(value));
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.of(Duration.ofMillis(value));
        }
    }
}
