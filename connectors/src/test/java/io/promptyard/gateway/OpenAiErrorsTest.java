package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.gateway.openai.ReplyTimes;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Errors as OpenAI clients expect them: status, four keys, a request id, and whether to come again. */
class OpenAiErrorsTest {
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"messages\":[]}|messages",
                "{\"model\":\"auto\"}|messages",
                "{\"messages\":\"x\"}|messages",
                "{\"messages\":[1]}|messages[0]",
                "{\"messages\":[{\"content\":\"x\"}]}|messages[0].role",
                "{\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]}|messages[0].role",
                "{\"messages\":[{\"role\":\"user\",\"content\":7}]}|messages[0].content",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]}|messages[0].content[0].text",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":0}|n",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":\"yes\"}|stream",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"temperature\":\"hot\"}|temperature",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":1.5}|max_tokens",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{}]}|tools[0].function",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"\"}|model",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"promptyard\":{\"reggions\":\"eu\"}}"
                        + "|promptyard.reggions",
            })
    void shouldNameTheFieldWhenItIsWrong(String body, String param) {
        // When
        HttpResponse<String> response = gateway.chat(body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).getString("param")).isEqualTo(param);
        assertThat(error(response).getString("type")).isEqualTo("invalid_request_error");
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldSayWhereWhenTheBodyIsNotJson() {
        // When
        HttpResponse<String> response = gateway.chat("{\"model\":\"auto\",\n \"messages\": nonsense}");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).getString("message")).contains("line 2").doesNotContain("nonsense");
    }

    @Test
    void shouldHaveAllFourKeysAndARequestIdWhenAnythingFails() {
        // When
        HttpResponse<String> response = gateway.get("/nothing/here");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("x-request-id")).contains("req_1");
        assertThat(error(response).fieldNames()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error(response).getString("code")).isEqualTo("unknown_url");
    }

    @Test
    void shouldSayWhichMethodWhenItIsNotAllowed() {
        // When
        HttpResponse<String> response = gateway.get("/chat/completions");

        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("POST");
        assertThat(error(response).getString("code")).isEqualTo("method_not_supported");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void shouldGiveTheStatusOfTheKindAndForbidRetriesWhenRefused(FailureKind kind) {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.refusal(prompt, kind, "no", null)));

        // When
        HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(kind.httpStatus());
        assertThat(response.headers().firstValue("x-should-retry")).contains("false");
        assertThat(error(response).getString("type")).isEqualTo(kind.errorType());
        assertThat(response.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void shouldUseOpenAisCodeWhenThereIsOne() {
        // Given
        gateway.bus.onPrompt(
                (prompt, bus) -> bus.respond(Answers.refusal(prompt, FailureKind.CONTEXT_TOO_LONG, "too long", null)));

        // When
        HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).getString("code")).isEqualTo("context_length_exceeded");
    }

    @Test
    void shouldAnswerWithATimeoutWhenNoResponseComes() {
        // Given
        ReplyTimes hasty = new ReplyTimes(
                Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofSeconds(1));

        try (TestGateway quick = TestGateway.start(TestGateway.config().withTimes(hasty))) {
            // When
            HttpResponse<String> response = quick.chat(ChatCompletionsPlainTest.HELLO);

            // Then
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(quick.gateway.waiting()).isZero();
            assertThat(quick.count("promptyard.gateway.timed.out")).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhenNoOrAWrongKeyIsGiven() {
        try (TestGateway locked = TestGateway.start(TestGateway.config().withApiKeys(Set.of(new ApiKey("sk-right"))))) {
            // Given
            locked.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

            // When
            HttpResponse<String> none = locked.chat(ChatCompletionsPlainTest.HELLO);
            HttpResponse<String> wrong =
                    locked.chat(ChatCompletionsPlainTest.HELLO, "authorization", "Bearer sk-wrong");
            HttpResponse<String> right =
                    locked.chat(ChatCompletionsPlainTest.HELLO, "authorization", "Bearer sk-right");

            // Then
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(error(wrong).getString("code")).isEqualTo("invalid_api_key");
            assertThat(wrong.body()).doesNotContain("sk-wrong");
            assertThat(right.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldAskToComeAgainWhenTooManyWait() {
        try (TestGateway small = TestGateway.start(TestGateway.config().withLimits(1 << 20, 1))) {
            // Given
            var first = small.client()
                    .sendAsync(
                            small.request("/chat/completions")
                                    .POST(HttpRequest.BodyPublishers.ofString(ChatCompletionsPlainTest.HELLO))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            org.awaitility.Awaitility.await("the first waits").until(() -> small.bus.prompts.size() == 1);

            // When
            HttpResponse<String> second = small.chat(ChatCompletionsPlainTest.HELLO);

            // Then
            small.bus.respond(Answers.text(small.bus.prompts.getFirst(), "Hi", 0));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("x-should-retry")).contains("true");
            assertThat(second.headers().firstValue("retry-after")).contains("1");
            assertThat(first.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldSayThatTheAnswerCouldNotBeReadWhenItCannot() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.unreadable(prompt.id().value()));

        // When
        HttpResponse<String> response = gateway.chat(ChatCompletionsPlainTest.HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().firstValue("x-should-retry")).contains("false");
    }

    private static JsonObject error(HttpResponse<String> response) {
        return new JsonObject(response.body()).getJsonObject("error");
    }
}
