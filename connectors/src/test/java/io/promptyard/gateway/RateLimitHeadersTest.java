package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RateLimits;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FailureKind;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What limits say reaches the client as OpenAI says it, and whose key it was reaches the prompt. */
class RateLimitHeadersTest {
    private static final Instant NOW = TestGateway.CLOCK.instant();
    private static final RateLimits LIMITS = new RateLimits(
            new RateLimits.Limit(60, 59, NOW.plusMillis(59_706)),
            new RateLimits.Limit(90_000, 88_970, NOW.plusMillis(17)));

    @Test
    void shouldTellWhatIsLeftWhenAnswered() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            gateway.bus.onPrompt(
                    (prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0).limited(LIMITS)));

            // When
            HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

            // Then
            assertThat(header(response, "limit-requests")).isEqualTo("60");
            assertThat(header(response, "remaining-requests")).isEqualTo("59");
            assertThat(header(response, "reset-requests")).isEqualTo("59.706s");
            assertThat(header(response, "limit-tokens")).isEqualTo("90000");
            assertThat(header(response, "remaining-tokens")).isEqualTo("88970");
            assertThat(header(response, "reset-tokens")).isEqualTo("17ms");
        }
    }

    @Test
    void shouldTellItOnTheHeadOfAStream() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            gateway.bus.onPrompt((prompt, bus) -> {
                List<ResponseChunk> chunks = Answers.chunks(prompt, "Hi");
                chunks.forEach(chunk -> bus.chunk(limited(chunk)));
                bus.respond(Answers.text(prompt, "Hi", chunks.size()).limited(LIMITS));
            });

            // When
            HttpResponse<String> response =
                    gateway.chat("{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "remaining-requests")).isEqualTo("59");
            assertThat(header(response, "remaining-tokens")).isEqualTo("88970");
        }
    }

    @Test
    void shouldSayWhenToComeAgainWhenALimitRefuses() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            RateLimits none = new RateLimits(new RateLimits.Limit(60, 0, NOW.plusMillis(1)), null);
            gateway.bus.onPrompt(
                    (prompt, bus) -> bus.respond(Answers.refusal(prompt, FailureKind.RATE_LIMITED, "limit", 41_500L)
                            .limited(none)));

            // When
            HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

            // Then
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body()).contains("\"rate_limit_exceeded\"");
            assertThat(response.headers().firstValue("retry-after")).contains("42");
            assertThat(header(response, "remaining-requests")).isEqualTo("0");
            assertThat(header(response, "reset-requests")).isEqualTo("1ms");
            assertThat(header(response, "limit-tokens")).isNull();
        }
    }

    @Test
    void shouldSayNothingOfLimitsWhenThereAreNone() {
        try (TestGateway gateway = TestGateway.start()) {
            // Given
            gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

            // When
            HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

            // Then
            assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
        }
    }

    @Test
    void shouldNameTheKeyAndNeverShowItWhenAPromptComesWithOne() {
        Set<ApiKey> keys = Set.of(new ApiKey("sk-named", "team-a"), new ApiKey("sk-plain"));
        try (TestGateway gateway = TestGateway.start(TestGateway.config().withApiKeys(keys))) {
            // Given
            List<PromptRequest> prompts = new CopyOnWriteArrayList<>();
            gateway.bus.onPrompt((prompt, bus) -> {
                prompts.add(prompt);
                bus.respond(Answers.text(prompt, "Hi", 0));
            });

            // When
            gateway.chat(ChatCompletionsPlainTest.HELLO, "authorization", "Bearer sk-named");
            gateway.chat(ChatCompletionsPlainTest.HELLO, "authorization", "Bearer sk-plain");

            // Then: the first six bytes of its SHA-256
            assertThat(prompts).extracting(PromptRequest::keyId).containsExactly("team-a", "key-433e1caaaa5f");
            assertThat(prompts.toString()).doesNotContain("sk-");
        }
    }

    private static ResponseChunk limited(ResponseChunk chunk) {
        return new ResponseChunk(
                chunk.id(),
                chunk.attempt(),
                chunk.attemptId(),
                chunk.sequence(),
                chunk.at(),
                chunk.target(),
                chunk.route(),
                chunk.body(),
                LIMITS,
                chunk.droppedParameters());
    }

    private static @Nullable String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue("x-ratelimit-" + name).orElse(null);
    }
}
