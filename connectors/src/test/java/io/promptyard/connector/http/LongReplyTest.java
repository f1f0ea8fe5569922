package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.openai.OpenAiConnectorFactory;
import io.promptyard.model.CompletionContent;
import io.promptyard.model.FinishReason;
import io.promptyard.model.ProviderId;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reply of thousands of vectors is not read on the event loop, which has all other calls to see to. */
class LongReplyTest {
    private final CompletableFuture<Boolean> onLoop = new CompletableFuture<>();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch readOn = new CountDownLatch(1);

    private Vertx vertx;
    private ScriptedProvider provider;
    private ProviderHttpClient client;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        provider = ScriptedProvider.start(vertx);
        client = new ProviderHttpClient(
                ProviderConfig.of(new ProviderId("p"), OpenAiConnectorFactory.DIALECT, provider.uri()),
                new ConnectorContext(vertx, Clock.systemUTC()));
    }

    @AfterEach
    void stop() throws Exception {
        readOn.countDown();
        client.close();
        provider.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @CsvSource({"300000, false", "1000, true"})
    void shouldReadALongReplyBesideTheEventLoop(int vectors, boolean loop) throws Exception {
        // Given
        readOn.countDown();
        provider.reply(200, "application/json", body(vectors));

        // When
        Result result = end(call());

        // Then
        assertThat(result).isInstanceOf(Answered.class);
        assertThat(onLoop.get()).isEqualTo(loop);
    }

    @Test
    void shouldEndAtOnceWhenACallIsCancelledWhileItsReplyIsRead() throws Exception {
        // Given
        provider.reply(200, "application/json", body(300_000));
        ProviderCall call = call();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        // When
        call.cancel();

        // Then
        Failed failed = (Failed) end(call);
        assertThat(failed.kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(failed.usage()).as("as far as it was read").isEqualTo(TokenUsage.of(8, 0));
    }

    private ProviderCall call() {
        CallRequest request = new CallRequest(
                provider.uri().resolve("/v1/embeddings"), "a", "k", Map.of(), Buffer.buffer("{}"), false);
        return client.start(request, new Reader(), delta -> {});
    }

    private static Result end(ProviderCall call) throws Exception {
        return call.outcome().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Buffer body(int numbers) {
        return Buffer.buffer("{\"data\":[" + "1,".repeat(numbers) + "1]}");
    }

    private final class Reader implements ReplyReader {
        @Override
        public Reply read(JsonNode body) {
            onLoop.complete(Context.isOnEventLoopThread());
            reading.countDown();
            try {
                readOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(new CompletionContent.Embeddings(List.of("[1]"), null, "{}"), FinishReason.STOP, null);
        }

        @Override
        public @Nullable TokenUsage billed(JsonNode body, MultiMap headers) {
            return TokenUsage.of(8, 0);
        }

        @Override
        public StreamReader stream() {
            throw new IllegalStateException("not streamed");
        }
    }
}
