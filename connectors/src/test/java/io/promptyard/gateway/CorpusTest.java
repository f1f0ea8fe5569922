package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.Secret;
import io.promptyard.gateway.openai.ReplyTimes;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ResponseChunk;
import io.promptyard.model.Target;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.model.outcome.ProviderOutcome.Result;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden corpus: whole exchanges, from a client's bytes to the provider's request and back to the client's, through the
 * gateway and the dialect's connector as they are. {@code mvn test -Dpromptyard.golden=renew} writes what is made now: the
 * change is then in the diff.
 */
class CorpusTest {
    private static final int LEAST = 12;
    private static final String ATTEMPT = "attempt-1";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private static Vertx vertx;
    private static ScriptedProvider provider;
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        provider = ScriptedProvider.start(vertx);
        // a busy machine must not add comments to streams that are held by their bytes
        gateway = TestGateway.start(TestGateway.config()
                .withTimes(new ReplyTimes(
                        Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMillis(150), Duration.ofMinutes(1))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
        TestGateway.await(vertx.close());
    }

    static Stream<CorpusFile> exchanges() {
        return CorpusFile.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void shouldExchangeTheseBytes(CorpusFile exchange) throws IOException {
        // Given
        AtomicReference<Result> outcome = new AtomicReference<>();
        script(exchange);
        int before = provider.received().size();
        try (ProviderConnector connector = connector(exchange.dialect())) {
            gateway.bus.onPrompt((prompt, bus) -> call(exchange, connector, prompt, bus, outcome));

            // When
            HttpResponse<String> response = gateway.chat(exchange.client());

            // Then
            CorpusFile made =
                    made(exchange, provider.received().stream().skip(before).toList(), outcome.get(), response);
            if ("renew".equals(System.getProperty("promptyard.golden"))) {
                Files.writeString(exchange.file(), made.text());
            }
            assertThat(made.text()).isEqualTo(Files.readString(exchange.file()));
        }
    }

    @Test
    void shouldHoldADozenExchangesOfEveryDialectAndEveryKindOfThem() {
        for (String dialect : ConnectorRegistry.load().dialects()) {
            // When
            List<CorpusFile> all = CorpusFile.of(dialect);
            List<CorpusFile> called = all.stream().filter(CorpusFile::isCalled).toList();

            // Then
            assertThat(all).as(dialect).hasSizeGreaterThanOrEqualTo(LEAST);
            assertThat(all).allMatch(each -> each.head().startsWith("# https://"));
            assertThat(called).anyMatch(CorpusFile::isCut).anyMatch(each -> each.status() == 429);
            assertThat(called).anyMatch(each -> each.status() >= 500).anyMatch(CorpusFile::isStream);
            assertThat(all)
                    .extracting(each -> each.file().getFileName().toString().replaceAll("^\\d+-|\\.txt$", ""))
                    .contains("image", "length-stop")
                    .containsAnyOf("text-stream")
                    .anyMatch(name -> name.startsWith("tool-call"))
                    .anyMatch(name -> name.startsWith("parallel-calls"))
                    .anyMatch(name -> name.startsWith("structured-output"));
        }
    }

    @Test
    void shouldHaveNoFolderThatIsNoDialect() {
        // When / Then
        assertThat(CorpusFile.all())
                .extracting(CorpusFile::dialect)
                .isSubsetOf(ConnectorRegistry.load().dialects());
    }

    private static void script(CorpusFile exchange) {
        if (!exchange.isCalled()) {
            return;
        }
        provider.script(request -> {
            var response = request.response()
                    .setStatusCode(exchange.status())
                    .putHeader("content-type", exchange.contentType());
            exchange.headers().forEach(response::putHeader);
            if (exchange.isCut()) {
                response.setChunked(true)
                        .write(exchange.reply())
                        .onComplete(written -> request.connection().close());
            } else {
                response.end(exchange.reply());
            }
        });
    }

    private static ProviderConnector connector(String dialect) {
        URI base =
                dialect.equals("vertex") ? provider.uri().resolve("/v1/projects/p/locations/global") : provider.uri();
        ProviderConfig config = ProviderConfig.of(new io.promptyard.model.ProviderId(dialect), dialect, base)
                .withKey(new Secret("sk-corpus"));
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, TestGateway.CLOCK));
    }

    private static void call(
            CorpusFile exchange,
            ProviderConnector connector,
            PromptRequest prompt,
            InMemoryResponseBus bus,
            AtomicReference<Result> outcome) {
        Target target = exchange.target();
        Sink sink = new Sink(prompt, target, bus);
        ProviderCall call =
                connector.start(Prompts.dispatch(target, prompt.body(), prompt.stream()), ATTEMPT, "key-1", sink);
        call.outcome().onComplete(done -> {
            outcome.set(done.result());
            bus.respond(response(prompt, target, done.result(), call.droppedParameters()));
        });
    }

    private static FinalResponse response(PromptRequest prompt, Target target, Result outcome, List<String> dropped) {
        FinalResponse.Result result = switch (outcome) {
            case Answered answered ->
                new Answer(
                        target,
                        "corpus",
                        answered.body(),
                        answered.finishReason(),
                        answered.usage(),
                        0,
                        null,
                        ATTEMPT,
                        answered.chunks(),
                        dropped);
            case Failed failed -> {
                FailureKind kind = failed.kind();
                boolean limited = kind == FailureKind.RATE_LIMITED || kind == FailureKind.OVERLOADED;
                yield new Refusal(
                        kind,
                        target + ": " + failed.message(),
                        kind.httpStatus(),
                        target,
                        null,
                        "corpus",
                        limited ? failed.retryAfterMillis() : null,
                        ATTEMPT,
                        failed.chunks());
            }
            default -> throw new IllegalStateException("no end of a call");
        };
        return new FinalResponse(prompt.id(), AT, prompt.tenant(), result, 1, null, null);
    }

    private static CorpusFile made(
            CorpusFile exchange,
            List<ScriptedProvider.Received> received,
            Result outcome,
            HttpResponse<String> response) {
        assertThat(received).hasSize(exchange.isCalled() ? 1 : 0);
        CorpusFile made = exchange;
        if (exchange.isCalled()) {
            ScriptedProvider.Received request = received.getFirst();
            String query = request.query() == null ? "" : "?" + request.query();
            made = made.with(
                    "upstream", "POST " + request.path() + query, request.body().toString());
        }
        made = made.with("outcome", "", told(outcome));
        StringBuilder words = new StringBuilder(String.valueOf(response.statusCode()));
        for (String header :
                List.of("retry-after", "retry-after-ms", "x-should-retry", "x-promptyard-dropped-params")) {
            response.headers()
                    .firstValue(header)
                    .ifPresent(value ->
                            words.append(' ').append(header).append('=').append(value));
        }
        return made.with("answer", words.toString(), response.body().replaceAll("req_\\d+", "req_1"));
    }

    /** The canonical end in one line; what was said is in the answer. */
    private static String told(Result outcome) {
        return switch (outcome) {
            case Answered answered ->
                "answered " + answered.finishReason() + " chunks=" + answered.chunks() + " usage="
                        + told(answered.usage());
            case Failed failed ->
                "failed " + failed.kind() + " status=" + failed.httpStatus() + " code=" + failed.providerCode()
                        + " retry-after-ms=" + failed.retryAfterMillis() + " chunks=" + failed.chunks() + " usage="
                        + told(failed.usage()) + " so-far=" + told(failed.usageSoFar());
            default -> throw new IllegalStateException("no end of a call");
        };
    }

    private static String told(@Nullable TokenUsage usage) {
        return usage == null
                ? "unknown"
                : "%d+%d=%d(cached %d, written %d, reasoning %d)"
                        .formatted(
                                usage.promptTokens(),
                                usage.completionTokens(),
                                usage.totalTokens(),
                                usage.cachedTokens(),
                                usage.cacheWriteTokens(),
                                usage.reasoningTokens());
    }

    /** Pieces as a worker hands them on. One event loop. */
    private static final class Sink implements ChunkSink {
        private final PromptRequest prompt;
        private final Target target;
        private final InMemoryResponseBus bus;
        private int sequence;
        private List<String> leftOut = List.of();

        Sink(PromptRequest prompt, Target target, InMemoryResponseBus bus) {
            this.prompt = prompt;
            this.target = target;
            this.bus = bus;
        }

        @Override
        public void leftOut(List<String> parameters) {
            leftOut = parameters;
        }

        @Override
        public void accept(CompletionDelta delta) {
            bus.chunk(new ResponseChunk(
                    prompt.id(),
                    1,
                    ATTEMPT,
                    sequence,
                    AT,
                    target,
                    "corpus",
                    new ResponseChunk.Content.Clear(delta),
                    null,
                    sequence++ == 0 ? leftOut : List.of()));
        }
    }
}
