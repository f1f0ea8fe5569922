package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.health.Allowance;
import io.promptyard.fuzz.FuzzTarget;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

class RateLimitHeadersFuzzTest extends FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    protected void read(byte[] input) {
        // Given
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1));
            }
        }

        // When
        Map<String, Allowance> read = RateLimitHeaders.read(headers, NOW);

        // Then
        assertThat(read).hasSizeLessThanOrEqualTo(16);
        assertThat(read.values()).allSatisfy(each -> {
            assertThat(each.limit()).isPositive();
            assertThat(each.remaining()).isNotNegative();
            assertThat(each.reset() == null || !each.reset().isAfter(NOW.plus(RetryAfter.LONGEST)))
                    .isTrue();
        });
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        "x-ratelimit-limit-requests: 10\nx-ratelimit-remaining-requests: 3\nx-ratelimit-reset-requests: 6m0s",
                        "anthropic-ratelimit-tokens-limit: 9\nanthropic-ratelimit-tokens-remaining: 0\n"
                                + "anthropic-ratelimit-tokens-reset: +999999999-12-31T23:59:59Z",
                        "ratelimit-limit: 100, 100;w=60\nratelimit-remaining: 99\nratelimit-reset: 999999999999999")
                .map(value -> value.getBytes(StandardCharsets.UTF_8));
    }
}
