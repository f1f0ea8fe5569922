package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.health.Allowance;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // OpenAI, xAI, Groq
        "x-ratelimit-limit-tokens, x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens, 6m0s, tokens, 360000",
        "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests, 12ms, requests, 12",
        "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests, 2m59.56s, requests, 179560",
        "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests, 1h2m, requests, 3720000",
        // Anthropic
        "anthropic-ratelimit-requests-limit, anthropic-ratelimit-requests-remaining, anthropic-ratelimit-requests-reset,"
                + " 2026-01-01T00:00:30Z, requests, 30000",
        "anthropic-ratelimit-input-tokens-limit, anthropic-ratelimit-input-tokens-remaining,"
                + " anthropic-ratelimit-input-tokens-reset, 2026-01-01T00:01:00Z, input-tokens, 60000",
        // Mistral, Cerebras
        "x-ratelimit-limit-req-minute, x-ratelimit-remaining-req-minute, x-ratelimit-reset-req-minute, 41, req-minute, 41000",
        "x-ratelimitbysize-limit-minute, x-ratelimitbysize-remaining-minute, ratelimitbysize-reset-minute, 17, minute, 17000",
        "x-ratelimit-limit-tokens-minute, x-ratelimit-remaining-tokens-minute, x-ratelimit-reset-tokens-minute, 11.38,"
                + " tokens-minute, 11380",
        // Together, OpenRouter, the draft of the IETF before it became one header
        "x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset, 2, '', 2000",
        "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, 1767225610000, '', 10000",
        "ratelimit-limit, ratelimit-remaining, ratelimit-reset, 1767225605, '', 5000"
    })
    void shouldReadEveryHostsWayWhenHeadersTellOfLimits(
            String limit, String remaining, String reset, String value, String name, long millis) {
        // Given
        MultiMap headers =
                headers().add(limit, "100, 100;w=60").add(remaining, "40").add(reset, value);

        // When
        Map<String, Allowance> read = RateLimitHeaders.read(headers, NOW);

        // Then
        assertThat(read).containsExactly(Map.entry(name, new Allowance(100, 40, NOW.plusMillis(millis))));
    }

    @Test
    void shouldKeepTheFiguresWhenTheResetCannotBeRead() {
        // Given
        MultiMap headers = headers()
                .add("x-ratelimit-limit-requests", "10")
                .add("x-ratelimit-remaining-requests", "1")
                .add("x-ratelimit-reset-requests", "soon");

        // When
        Map<String, Allowance> read = RateLimitHeaders.read(headers, NOW);

        // Then
        assertThat(read).containsExactly(Map.entry("requests", new Allowance(10, 1, null)));
    }

    @Test
    void shouldLeaveOutALimitWhenHalfOfItIsMissing() {
        // Given
        MultiMap headers = headers()
                .add("x-ratelimit-limit-requests", "10")
                .add("x-ratelimit-remaining-tokens", "1")
                .add("x-ratelimit-limit-tokens", "none");

        // When
        Map<String, Allowance> read = RateLimitHeaders.read(headers, NOW);

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void shouldReadTheDraftsTwoHeadersWhenAHostSendsThem() {
        // Given: as Hugging Face does, and as the draft has several
        MultiMap face = headers()
                .add("RateLimit", "\"api\";r=489;t=189")
                .add("RateLimit-Policy", "\"fixed window\";\"api\";q=500;w=300");
        MultiMap draft = headers()
                .add("ratelimit", "\"burst\";r=0;t=7, \"day\";r=90, \"other\";r=1;t=1")
                .add("ratelimit-policy", "\"burst\";q=10;w=60,\"day\";q=100;w=86400");

        // Then
        assertThat(RateLimitHeaders.read(face, NOW))
                .containsExactly(Map.entry("requests-api", new Allowance(500, 489, NOW.plusSeconds(189))));
        assertThat(RateLimitHeaders.read(draft, NOW))
                .containsOnly(
                        Map.entry("requests-burst", new Allowance(10, 0, NOW.plusSeconds(7))),
                        Map.entry("requests-day", new Allowance(100, 90, null)));
    }

    @Test
    void shouldLeaveOutWhatItCannotReadOfTheDraftsHeaders() {
        for (String junk :
                List.of("", "\"", "\"api\"", "\"api\";r=-1", "\"api\";r=99999999999999999999;t=1", "r=1;t=1", ",,,")) {
            MultiMap headers = headers().add("ratelimit", junk).add("ratelimit-policy", "\"api\";q=5");
            assertThat(RateLimitHeaders.read(headers, NOW)).as(junk).isEmpty();
        }
    }

    @Test
    void shouldReadWhatATrialKeyOfCoheresHasLeftInAMinute() {
        // Given
        MultiMap headers = headers()
                .add("x-endpoint-monthly-call-limit", "1000")
                .add("x-trial-endpoint-call-limit", "20")
                .add("x-trial-endpoint-call-remaining", "19");

        // Then
        assertThat(RateLimitHeaders.read(headers, NOW))
                .containsExactly(Map.entry("requests", new Allowance(20, 19, NOW.plusSeconds(60))));
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }
}
