package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.ContentPart;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every connector keeps to. A subclass names its dialect; recorded replies are the resources
 * {@code <dialect>/<case>-<status>.json} and {@code <dialect>/<case>-200.sse}.
 */
public abstract class ProviderConnectorContract {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final CallTimeouts PATIENT = new CallTimeouts(LONG, LONG, LONG, LONG);
    private static final String KEY = "sk-very-secret";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private Vertx vertx;
    private ScriptedProvider provider;
    private ProviderConnector connector;

    /** The dialect, which is also the folder of its recorded replies. */
    protected abstract String dialect();

    /** The path that a plain base URL leads to. */
    protected abstract String expectedPath();

    /** A header and its value that carries {@code key}. */
    protected abstract Map.Entry<String, String> expectedKey(String key);

    @BeforeEach
    void startProvider() throws Exception {
        vertx = Vertx.vertx();
        provider = ScriptedProvider.start(vertx);
        connector = connector(provider.uri(), PATIENT);
    }

    @AfterEach
    void stopProvider() throws Exception {
        connector.close();
        provider.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void shouldAnswerWhenProviderAnswers() throws Exception {
        // Given
        provider.reply(200, dialect() + "/text-200.json", Map.of());

        // When
        Call call = plain(PromptBody.ofUser("What is the capital of France?"));

        // Then
        Answered answered = call.answered();
        assertThat(call.completion().choices()).hasSize(1);
        assertThat(message(call).text()).isEqualTo("The capital of France is Paris.");
        assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().promptTokens()).isEqualTo(25);
        assertThat(answered.usage().completionTokens()).isEqualTo(9);
        assertThat(answered.usage().totalTokens()).isEqualTo(34);
        assertThat(answered.usage().cachedTokens()).isEqualTo(10);
        assertThat(answered.chunks()).isZero();
        assertThat(call.deltas()).isEmpty();
    }

    @Test
    void shouldSayWhoCallsAndWhichCallItIs() throws Exception {
        // Given
        provider.reply(200, dialect() + "/text-200.json", Map.of());

        // When
        plain(PromptBody.ofUser("Hello")).answered();

        // Then
        ScriptedProvider.Received received = provider.received().getFirst();
        Map.Entry<String, String> key = expectedKey(KEY);
        assertThat(received.path()).isEqualTo(expectedPath());
        assertThat(received.headers())
                .containsEntry("x-request-id", "attempt-1")
                .containsEntry("Idempotency-Key", "key-1")
                .containsEntry("content-type", "application/json")
                .containsEntry(key.getKey(), key.getValue());
        assertThat(new JsonObject(received.body()).getString("model")).isEqualTo("model-1");
    }

    @Test
    void shouldReportNoUsageWhenProviderReportsNone() throws Exception {
        // Given
        provider.reply(200, dialect() + "/no-usage-200.json", Map.of());

        // When
        Call call = plain(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.answered().usage()).isNull();
    }

    @Test
    void shouldReturnParallelToolCallsWhenModelAsksForThem() throws Exception {
        // Given
        provider.reply(200, dialect() + "/tools-200.json", Map.of());

        // When
        Call call = plain(withTools());

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertWeatherCalls(message(call).toolCalls());
    }

    @Test
    void shouldStreamParallelToolCallsWhenModelAsksForThem() throws Exception {
        // Given
        provider.reply(200, dialect() + "/tools-200.sse", Map.of());

        // When
        Call call = streaming(withTools());

        // Then
        assertThat(call.answered().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertWeatherCalls(message(call).toolCalls());
        assertThat(arguments(call, 0)).isEqualTo("{\"city\":\"Paris\"}");
        assertThat(arguments(call, 1)).isEqualTo("{\"city\":\"Rome\"}");
    }

    @Test
    void shouldSendImageWhenPromptHasOne() throws Exception {
        // Given
        provider.reply(200, dialect() + "/text-200.json", Map.of());
        ContentPart image = new ContentPart.ImagePart("data:image/png;base64,iVBORw0KGgo=", null, "{}");
        ChatMessage message = new ChatMessage(
                Role.USER, List.of(new ContentPart.TextPart("What is this?"), image), List.of(), null, null, "{}");

        // When
        plain(new PromptBody(List.of(message), List.of(), null, SamplingParameters.DEFAULTS, null, "{}"))
                .answered();

        // Then
        assertThat(provider.received().getFirst().body().toString()).contains("iVBORw0KGgo=");
    }

    @Test
    void shouldPassPiecesOnInOrderWhenStreaming() throws Exception {
        // Given
        provider.reply(200, dialect() + "/text-200.sse", Map.of());

        // When
        Call call = streaming(PromptBody.ofUser("What is the capital of France?"));

        // Then
        Answered answered = call.answered();
        assertThat(text(call)).isEqualTo("The capital of France is Paris. ✓ 日本");
        assertThat(message(call).text()).isEqualTo(text(call));
        assertThat(answered.chunks()).isEqualTo(call.deltas().size()).isPositive();
        assertThat(answered.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answered.usage()).isNotNull();
        assertThat(answered.usage().promptTokens()).isEqualTo(25);
        assertThat(answered.usage().completionTokens()).isEqualTo(9);
        assertThat(answered.firstTokenMillis()).isNotNull();
        assertThat(call.deltas().getFirst().choices()).anyMatch(choice -> choice.role() == Role.ASSISTANT);
        assertThat(call.deltas().getLast().choices()).anyMatch(choice -> choice.finishReason() == FinishReason.STOP);
    }

    @Test
    void shouldCommitNothingWhenStreamEndsBeforeContent() throws Exception {
        // Given
        provider.reply(200, "text/event-stream", beforeContent());

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        Failed failed = call.failed();
        assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
        assertThat(failed.chunks()).isZero();
        assertThat(call.deltas()).isEmpty();
    }

    @Test
    void shouldSayWhatWasCommittedWhenStreamIsCutAfterContent() throws Exception {
        // Given
        provider.replyAndBreak("text/event-stream", afterContent());

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        Failed failed = call.failed();
        assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(failed.chunks()).isEqualTo(call.deltas().size()).isPositive();
        assertThat(failed.usage()).isNull();
    }

    @Test
    void shouldFailAsProviderSaysWhenErrorComesWithinStream() throws Exception {
        // Given
        Buffer error = ScriptedProvider.resource(dialect() + "/error-event.sse");
        provider.reply(200, "text/event-stream", afterContent().appendBuffer(error));

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(call.failed().chunks()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after, 7, 7000",
        "retry-after, 'Thu, 01 Jan 2026 00:00:30 GMT', 30000",
        "retry-after-ms, 250, 250",
        "x-ms-retry-after-ms, 125, 125"
    })
    void shouldHonourEveryFormOfRetryAfterWhenRateLimited(String header, String value, long millis) throws Exception {
        // Given
        provider.reply(429, dialect() + "/rate-limited-429.json", Map.of(header, value));

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        Failed failed = call.failed();
        assertThat(failed.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failed.httpStatus()).isEqualTo(429);
        assertThat(failed.retryAfterMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid, INVALID_REQUEST",
        "400, context, CONTEXT_TOO_LONG",
        "401, key, AUTHENTICATION",
        "404, model, MODEL_NOT_FOUND",
        "429, rate-limited, RATE_LIMITED",
        "500, broken, PROVIDER_ERROR",
        "529, overloaded, OVERLOADED"
    })
    void shouldNameTheKindWhenProviderRefuses(int status, String what, FailureKind kind) throws Exception {
        // Given
        provider.reply(status, dialect() + "/" + what + "-" + status + ".json", Map.of());

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.httpStatus()).isEqualTo(status);
        assertThat(failed.message()).doesNotContain(KEY).hasSizeLessThanOrEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"500, PROVIDER_ERROR", "502, PROVIDER_ERROR", "503, OVERLOADED", "504, TIMEOUT", "403, AUTHENTICATION"})
    void shouldGoByStatusWhenBodyIsAProxysPage(int status, FailureKind kind) throws Exception {
        // Given
        provider.reply(status, "text/html", Buffer.buffer("<html><h1>Sorry " + KEY + "</h1></html>"));

        // When
        Failed failed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(kind);
        assertThat(failed.message()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({"''", "'{\"choices\":'", "'<html>'", "'[]'", "'{}'", "'null'"})
    void shouldBeMalformedWhenBodyIsJunk(String body) throws Exception {
        // Given
        provider.reply(200, "application/json", Buffer.buffer(body));

        // When
        Failed plain = plain(PromptBody.ofUser("Hello")).failed();
        Failed streamed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(plain.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
        assertThat(streamed.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({"'data: {\"a\n\n'", "'data: 7\n\n'", "': nothing\n\n'", "''"})
    void shouldBeMalformedWhenStreamIsJunk(String body) throws Exception {
        // Given
        provider.reply(200, "text/event-stream", Buffer.buffer(body));

        // When
        Failed failed = streaming(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
    }

    @Test
    void shouldBeMalformedWhenReplyIsOversize() throws Exception {
        // Given
        Buffer megabyte = Buffer.buffer(" ".repeat(1024 * 1024));
        provider.script(request -> {
            request.response().setChunked(true).putHeader("content-type", "application/json");
            for (int i = 0; i < 50; i++) {
                request.response().write(megabyte);
            }
        });

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
        assertThat(failed.message()).contains("more than");
    }

    @Test
    void shouldBeNetworkWhenNobodyListens() throws Exception {
        // Given
        URI nobody = provider.uri();
        provider.close();

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(nobody).isEqualTo(provider.uri());
        assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void shouldBeNetworkWhenConnectionBreaksBeforeReply() throws Exception {
        // Given
        provider.script(request -> request.connection().close());

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void shouldNameConnectTimeoutWhenNoConnectionIsFree() throws Exception {
        // Given
        provider.script(request -> {});
        ProviderConnector single = connector(provider.uri(), new CallTimeouts(SHORT, LONG, LONG, LONG), 1);
        Call first = Call.start(single, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));
        await("the only connection is taken").until(() -> !provider.received().isEmpty());

        // When
        Failed failed = Call.start(single, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false))
                .failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("connect timeout");
        single.close();
        assertThat(first.failed().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void shouldNameFirstTokenTimeoutWhenProviderHangs() throws Exception {
        // Given
        provider.script(request -> {});

        // When
        Failed failed = impatient(new CallTimeouts(LONG, SHORT, LONG, LONG), false);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("first-token timeout");
        await("connection is given up").until(() -> provider.hungUp() > 0);
    }

    @Test
    void shouldNameFirstTokenTimeoutWhenStreamHangsBeforeContent() throws Exception {
        // Given
        provider.replyAndHang("text/event-stream", beforeContent());

        // When
        Failed failed = impatient(new CallTimeouts(LONG, SHORT, LONG, LONG), true);

        // Then
        assertThat(failed.message()).startsWith("first-token timeout");
        assertThat(failed.chunks()).isZero();
    }

    @Test
    void shouldNameIdleTimeoutWhenStreamHangsAfterContent() throws Exception {
        // Given
        provider.replyAndHang("text/event-stream", afterContent());

        // When
        Failed failed = impatient(new CallTimeouts(LONG, LONG, SHORT, LONG), true);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("idle timeout");
        assertThat(failed.chunks()).isPositive();
    }

    @Test
    void shouldNameTotalTimeoutWhenNothingElseEndsTheCall() throws Exception {
        // Given
        provider.script(request -> {});

        // When
        Failed failed = impatient(new CallTimeouts(LONG, LONG, LONG, SHORT), false);

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failed.message()).startsWith("total timeout");
    }

    @Test
    void shouldHangUpWhenCancelled() throws Exception {
        // Given
        provider.replyAndHang("text/event-stream", afterContent());
        Call call = streaming(PromptBody.ofUser("Hello"));
        await("content").until(() -> !call.deltas().isEmpty());

        // When
        call.cancel();
        call.cancel();

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(call.failed().chunks()).isEqualTo(call.deltas().size());
        await("connection is given up").until(() -> provider.hungUp() > 0);
    }

    @Test
    void shouldEndOpenCallsAsNetworkWhenClosed() throws Exception {
        // Given
        provider.script(request -> {});
        Call call = plain(PromptBody.ofUser("Hello"));
        await("call is open").until(() -> !provider.received().isEmpty());

        // When
        connector.close();

        // Then
        assertThat(call.failed().kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(plain(PromptBody.ofUser("Hello")).failed().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @Test
    void shouldBeInvalidWhenProducersJsonIsNone() throws Exception {
        // Given
        ToolDefinition tool = new ToolDefinition("f", null, "{not json", null, "function", "{}");
        PromptBody body = new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Hello")),
                List.of(tool),
                null,
                SamplingParameters.DEFAULTS,
                null,
                "{}");

        // When
        Failed failed = plain(body).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.INVALID_REQUEST);
        assertThat(failed.message()).isEqualTo("tools[0].function.parameters: must be JSON");
        assertThat(provider.received()).isEmpty();
    }

    private ProviderConnector connector(URI baseUrl, CallTimeouts timeouts) {
        return connector(baseUrl, timeouts, ProviderConfig.DEFAULT_MAX_CONCURRENCY);
    }

    private ProviderConnector connector(URI baseUrl, CallTimeouts timeouts, int maxConcurrency) {
        ProviderConfig config = new ProviderConfig(
                new ProviderId("provider"),
                dialect(),
                baseUrl,
                new Secret(KEY),
                List.of(),
                false,
                maxConcurrency,
                RateLimits.NONE,
                timeouts);
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, CLOCK));
    }

    private Call plain(PromptBody body) {
        return Call.start(connector, Prompts.dispatch(target(), body, false));
    }

    private Call streaming(PromptBody body) {
        return Call.start(connector, Prompts.dispatch(target(), body, true));
    }

    private Failed impatient(CallTimeouts timeouts, boolean stream) throws Exception {
        try (ProviderConnector other = connector(provider.uri(), timeouts)) {
            return Call.start(other, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), stream))
                    .failed();
        }
    }

    private Buffer beforeContent() {
        return ScriptedProvider.resource(dialect() + "/before-content.sse");
    }

    private Buffer afterContent() {
        return ScriptedProvider.resource(dialect() + "/after-content.sse");
    }

    private static Target target() {
        return Target.of("provider", "model-1");
    }

    private static PromptBody withTools() {
        ToolDefinition tool = new ToolDefinition(
                "get_weather",
                "Weather now",
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}",
                null,
                "function",
                "{}");
        return new PromptBody(
                List.of(ChatMessage.of(Role.USER, "Weather in Paris and Rome?")),
                List.of(tool),
                "\"auto\"",
                SamplingParameters.DEFAULTS,
                null,
                "{}");
    }

    private static ChatMessage message(Call call) throws Exception {
        List<Completion.Choice> choices = call.completion().choices();
        return choices.getFirst().message();
    }

    private static void assertWeatherCalls(List<ToolCall> calls) {
        assertThat(calls)
                .extracting(ToolCall::id, ToolCall::name, ToolCall::arguments)
                .containsExactly(
                        tuple("call_1", "get_weather", "{\"city\":\"Paris\"}"),
                        tuple("call_2", "get_weather", "{\"city\":\"Rome\"}"));
    }

    private static String text(Call call) {
        return call.deltas().stream()
                .map(CompletionDelta::choices)
                .flatMap(List::stream)
                .map(choice -> choice.content() == null ? "" : choice.content())
                .collect(Collectors.joining());
    }

    private static String arguments(Call call, int index) {
        return call.deltas().stream()
                .flatMap(delta -> delta.choices().stream())
                .flatMap(choice -> choice.toolCalls().stream())
                .filter(tool -> tool.index() == index)
                .map(tool -> tool.arguments() == null ? "" : tool.arguments())
                .collect(Collectors.joining());
    }
}
