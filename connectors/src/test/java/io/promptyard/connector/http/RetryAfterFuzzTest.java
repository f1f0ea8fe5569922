package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.FuzzTarget;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

class RetryAfterFuzzTest extends FuzzTarget {
    private final RetryAfter retryAfter =
            new RetryAfter(Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

    @Override
    protected void read(byte[] input) {
        // Given
        String value = new String(input, StandardCharsets.UTF_8);

        for (String name : new String[] {"retry-after", "retry-after-ms", "x-ms-retry-after-ms"}) {
            // When
            Long millis = retryAfter.millis(MultiMap.caseInsensitiveMultiMap().add(name, value));

            // Then
            if (millis != null) {
                assertThat(millis).isBetween(0L, RetryAfter.LONGEST.toMillis());
            }
        }
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("1.5", "120", "Thu, 01 Jan 2026 00:01:00 GMT", "999999999999999.999999999999999")
                .map(value -> value.getBytes(StandardCharsets.UTF_8));
    }
}
