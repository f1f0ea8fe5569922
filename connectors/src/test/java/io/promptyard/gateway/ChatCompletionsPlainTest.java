package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.gateway.correlation.PublishFailure;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain path: HTTP in, a prompt on the bus, a final response back, HTTP out. */
class ChatCompletionsPlainTest {
    static final String HELLO = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldAnswerWithACompletionWhenTheFinalResponseIsAnAnswer() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi there", 0)));

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        JsonObject body = new JsonObject(response.body());
        assertThat(body.getString("id")).isEqualTo("chatcmpl-req_1");
        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getString("model")).isEqualTo("gpt-4o-2024-08-06");
        assertThat(body.getString("system_fingerprint")).isEqualTo("fp_1");
        JsonObject choice = body.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("Hi there");
    }

    @Test
    void shouldTellUsageWithItsDetailsWhenTheProviderReportedIt() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        JsonObject usage = new JsonObject(gateway.chat(HELLO).body()).getJsonObject("usage");

        // Then
        assertThat(usage.getInteger("prompt_tokens")).isEqualTo(12);
        assertThat(usage.getInteger("completion_tokens")).isEqualTo(5);
        assertThat(usage.getInteger("total_tokens")).isEqualTo(17);
        assertThat(usage.getJsonObject("prompt_tokens_details"))
                .isEqualTo(new JsonObject().put("cached_tokens", 4).put("audio_tokens", 0));
        assertThat(usage.getJsonObject("completion_tokens_details"))
                .isEqualTo(new JsonObject().put("reasoning_tokens", 2));
    }

    @Test
    void shouldCarryTheContractsHeadersWhenItAnswers() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(header(response, "x-request-id")).isEqualTo("req_1");
        assertThat(header(response, "x-promptyard-provider")).isEqualTo("openai");
        assertThat(header(response, "x-promptyard-model")).isEqualTo("openai/gpt-4o-2024-08-06");
        assertThat(header(response, "x-promptyard-route")).isEqualTo("default");
        assertThat(header(response, "x-promptyard-attempts")).isEqualTo("2");
        assertThat(header(response, "x-promptyard-cost-usd")).isEqualTo("0.000125");
        assertThat(header(response, "openai-version")).isEqualTo("2020-10-01");
        assertThat(header(response, "openai-processing-ms")).isEqualTo("0");
    }

    @Test
    void shouldNameThePriorityWhenItIsNone() {
        // When
        var response =
                gateway.chat("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "x-promptyard-priority", "12");

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("x-promptyard-priority").contains("from 0 to 9");
    }

    @Test
    void shouldNameWhatWasLeftOutWhenTheHostCannotTakeIt() {
        // Given
        gateway.bus.onPrompt(
                (prompt, bus) -> bus.respond(Answers.without(prompt, "Hi", List.of("seed", "logit_bias"))));

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(header(response, "x-promptyard-dropped-params")).isEqualTo("seed,logit_bias");
    }

    @Test
    void shouldPublishThePromptWithHintsFromHeadersOverThoseOfTheBody() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"promptyard\":{\"endpoint\":\"support\","
                + "\"tenant\":\"acme\",\"zero_retention\":true,\"regions\":[\"eu\",\"us\"],\"max-cost-usd\":0.02,\"priority\":8}}";

        // When
        gateway.chat(body, "x-promptyard-endpoint", "batch", "x-promptyard-tags", "team=a, latency=realtime");

        // Then
        PromptRequest prompt = gateway.bus.prompts.getFirst();
        assertThat(prompt.id().value()).isEqualTo("req_1");
        assertThat(prompt.endpoint()).isEqualTo("batch");
        assertThat(prompt.tenant()).isEqualTo("acme");
        assertThat(prompt.tags()).containsEntry("team", "a").containsEntry("latency", "realtime");
        assertThat(prompt.constraints().zeroRetention()).isTrue();
        assertThat(prompt.constraints().regions()).containsExactly("eu", "us");
        assertThat(prompt.constraints().maxCostUsd()).isEqualByComparingTo("0.02");
        assertThat(prompt.replyPartition()).isEqualTo(3);
        assertThat(prompt.priority()).isEqualTo(8);
        assertThat(prompt.deadline()).isEqualTo(prompt.createdAt().plus(TestGateway.TIMES.deadline()));
    }

    @Test
    void shouldPublishWhoMayBeGivenThePrompt() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"promptyard\":"
                + "{\"providers\":[\"mistral\",\"local\"],\"not_providers\":[\"x\"],\"data_class\":\"internal\"}}";

        // When
        gateway.chat(body, "x-promptyard-not-providers", "deepseek, local");

        // Then
        Constraints constraints = gateway.bus.prompts.getFirst().constraints();
        assertThat(constraints.providers()).containsExactly("mistral", "local");
        assertThat(constraints.notProviders()).containsExactly("deepseek", "local");
        assertThat(constraints.dataClass()).isEqualTo("internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "public,internal"})
    void shouldRefuseAClassOfDataThatIsNotOne(String dataClass) {
        // When
        HttpResponse<String> response = gateway.chat(HELLO, "x-promptyard-data-class", dataClass);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("x-promptyard-data-class");
        assertThat(gateway.bus.prompts).isEmpty();
    }

    @Test
    void shouldRefuseOnceAndForAllWhenTheRouterRefused() {
        // Given
        gateway.bus.onPrompt((prompt, bus) ->
                bus.respond(Answers.refusal(prompt, FailureKind.RATE_LIMITED, "all providers are busy", 1_500L)));

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(header(response, "x-should-retry")).isEqualTo("false");
        assertThat(header(response, "retry-after")).isEqualTo("2");
        assertThat(header(response, "x-promptyard-attempts")).isEqualTo("3");
        JsonObject error = new JsonObject(response.body()).getJsonObject("error");
        assertThat(error.getString("type")).isEqualTo("rate_limit_error");
        assertThat(error.getString("code")).isEqualTo("rate_limit_exceeded");
        assertThat(error.getString("message")).isEqualTo("all providers are busy");
    }

    @Test
    void shouldAskForARetryWhenTheBrokerDidNotAccept() {
        // Given
        gateway.bus.failWith(new PublishFailure(PublishFailure.Kind.UNAVAILABLE, "TimeoutException"));

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "x-should-retry")).isEqualTo("true");
        assertThat(gateway.gateway.waiting()).isZero();
    }

    @Test
    void shouldTakeTheFirstResponseWhenItIsRepeated() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> {
            bus.respond(Answers.text(prompt, "first", 0));
            bus.respond(Answers.text(prompt, "second", 0));
        });

        // When
        HttpResponse<String> response = gateway.chat(HELLO);

        // Then
        assertThat(response.body()).contains("first").doesNotContain("second");
    }

    @Test
    void shouldAskToComeAgainWhenTheSameKeyIsStillBeingAnswered() {
        // Given
        var first = gateway.client()
                .sendAsync(
                        gateway.request("/chat/completions")
                                .header("Idempotency-Key", "mine")
                                .POST(HttpRequest.BodyPublishers.ofString(HELLO))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        await("the first waits").until(() -> gateway.bus.prompts.size() == 1);

        // When
        HttpResponse<String> second = gateway.chat(HELLO, "Idempotency-Key", "mine");

        // Then
        gateway.bus.respond(Answers.text(gateway.bus.prompts.getFirst(), "Hi", 0));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(header(second, "x-should-retry")).isEqualTo("true");
        assertThat(header(first.join(), "x-request-id"))
                .isEqualTo(gateway.bus.prompts.getFirst().id().value());
        assertThat(gateway.bus.prompts).hasSize(1);
    }

    @Test
    void shouldIgnoreHeadersThatItDoesNotKnowAndNotTakeOverAForeignRequestId() {
        // Given
        gateway.bus.onPrompt((prompt, bus) -> bus.respond(Answers.text(prompt, "Hi", 0)));

        // When
        HttpResponse<String> response = gateway.chat(
                HELLO, "OpenAI-Organization", "org", "OpenAI-Project", "p", "x-request-id", "mine", "x-what", "ever");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "x-request-id")).isEqualTo("req_1");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }
}
