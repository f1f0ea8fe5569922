package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.connector.health.HealthBoard;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Dispatch;
import io.promptyard.model.KeyHealth;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.ToolDefinition;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.buffer.Buffer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every connector keeps to when the provider fails it. Resources as in {@link ProviderConnectorContract}. */
public abstract class ProviderFailureContract extends ConnectorKit {
    @Test
    void shouldCommitNothingWhenStreamEndsBeforeContent() throws Exception {
        // Given
        provider.reply(200, streamType(), beforeContent());

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
        provider.replyAndBreak(streamType(), afterContent());

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
        Buffer error = ScriptedProvider.resource(recordings() + "/error-event" + streamSuffix());
        provider.reply(200, streamType(), afterContent().appendBuffer(error));

        // When
        Call call = streaming(PromptBody.ofUser("Hello"));

        // Then
        assertThat(call.failed().kind()).isEqualTo(errorWithinStream());
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
        provider.reply(429, recordings() + "/rate-limited-429.json", Map.of(header, value));

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
        provider.reply(status, recordings() + "/" + what + "-" + status + ".json", Map.of());

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
        provider.reply(200, streamType(), Buffer.buffer(body));

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
        // Given: bound and deaf, so that the port is nobody else's, the client's own end included
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress("127.0.0.1", 0));
            URI nobody = URI.create("http://127.0.0.1:" + deaf.getLocalPort());

            // When
            Failed failed;
            try (ProviderConnector other = connector(nobody, PATIENT)) {
                failed = Call.start(other, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false))
                        .failed();
            }

            // Then
            assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
            assertThat(failed.usage()).as("nothing was sent").isEqualTo(TokenUsage.of(0, 0));
        }
    }

    @Test
    void shouldBeNetworkWhenConnectionBreaksBeforeReply() throws Exception {
        // Given
        provider.script(request -> request.connection().close());

        // When
        Failed failed = plain(PromptBody.ofUser("Hello")).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(failed.usage()).as("what was sent may be billed").isNull();
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

    @ParameterizedTest
    @CsvSource({"401, key, AUTHENTICATION", "429, rate-limited, RATE_LIMITED"})
    void shouldGoOnWithTheNextKeyWhenOneIsNotTaken(int status, String what, FailureKind kind) throws Exception {
        // Given
        HealthBoard board = HealthBoard.quiet();
        Map.Entry<String, String> first = expectedKey(KEY);
        provider.script(request -> {
            boolean refused = first.getValue().equals(request.getHeader(first.getKey()));
            request.response()
                    .setStatusCode(refused ? status : 200)
                    .putHeader("content-type", "application/json")
                    .end(ScriptedProvider.resource(
                            recordings() + (refused ? "/" + what + "-" + status : "/text-200") + ".json"));
        });

        try (ProviderConnector connector = connectorWithTwoKeys(board)) {
            // When
            Call rotated = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));
            rotated.answered();
            Call next = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false));
            next.answered();

            // Then
            assertThat(rotated.key()).isEqualTo("2");
            assertThat(next.key()).as("the first cools").isEqualTo("2");
            assertThat(provider.received()).hasSize(3);
            assertThat(board.view("", Instant.EPOCH).getFirst().keys())
                    .extracting(KeyHealth::name, KeyHealth::kind)
                    .containsExactly(tuple("main", kind), tuple("2", null));
        }
    }

    @Test
    void shouldEndAsTheLastKeyWasToldWhenNoneIsTaken() throws Exception {
        // Given
        provider.reply(401, recordings() + "/key-401.json", Map.of());

        try (ProviderConnector connector = connectorWithTwoKeys(HealthBoard.quiet())) {
            // When
            Failed failed = Call.start(connector, Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false))
                    .failed();

            // Then
            assertThat(failed.kind()).isEqualTo(FailureKind.AUTHENTICATION);
            assertThat(failed.message()).doesNotContain(KEY).doesNotContain(SPARE);
            assertThat(provider.received()).hasSize(2);
        }
    }

    @Test
    void shouldNotCallWhenTheCircuitIsOpenAndAnotherTargetMayAnswer() throws Exception {
        // Given
        provider.reply(500, recordings() + "/broken-500.json", Map.of());
        Dispatch dispatch = Prompts.dispatch(target(), PromptBody.ofUser("Hello"), false);
        int calls = HealthConfig.DEFAULTS.circuit().minCalls();
        for (int i = 0; i < calls; i++) {
            Call.start(connector, dispatch).failed();
        }

        // When
        Failed failed = Call.start(connector, Prompts.withAlternative(dispatch)).failed();
        Failed alone = Call.start(connector, dispatch).failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.CIRCUIT_OPEN);
        assertThat(failed.usage()).as("nothing was sent").isEqualTo(TokenUsage.of(0, 0));
        assertThat(alone.kind()).as("nobody else may").isEqualTo(FailureKind.PROVIDER_ERROR);
        assertThat(provider.received()).hasSize(calls + 1);
    }
}
