package io.promptyard.connector;

import io.promptyard.connector.health.HealthBoard;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connector, and a scripted provider for it to speak to: what the parts of the connector contract stand on. */
public abstract class ConnectorKit {
    protected static final Duration LONG = Duration.ofSeconds(15);
    protected static final Duration SHORT = Duration.ofMillis(150);
    protected static final CallTimeouts PATIENT = new CallTimeouts(LONG, LONG, LONG, LONG);
    protected static final String KEY = "sk-very-secret";
    protected static final String SPARE = "sk-another-secret";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private Vertx vertx;
    protected ScriptedProvider provider;
    protected ProviderConnector connector;

    protected abstract String dialect();

    /** The folder of recorded replies. */
    protected String recordings() {
        return dialect();
    }

    /** The path that a plain base URL leads to. */
    protected abstract String expectedPath();

    /** A header and its value that carries {@code key}. */
    protected abstract Map.Entry<String, String> expectedKey(String key);

    /** The model that a call asked for. */
    protected String model(ScriptedProvider.Received received) {
        return new JsonObject(received.body()).getString("model");
    }

    /** How the names of recorded streams end. */
    protected String streamSuffix() {
        return ".sse";
    }

    /** The content type of a stream. */
    protected String streamType() {
        return "text/event-stream";
    }

    /** Whether the dialect has vectors: {@code embeddings-200.json} is a reply with two of them. */
    protected boolean embeds() {
        return true;
    }

    /** Whether it can be asked for answers that fit a schema: {@code schema-200.json} is one. */
    protected boolean holdsAnswersToSchemas() {
        return true;
    }

    /** The model that is asked for vectors: some dialects go by its name. */
    protected Target embeddingsTarget() {
        return target();
    }

    /** Headers of the reply with vectors. */
    protected Map<String, String> embeddingsHeaders() {
        return Map.of();
    }

    /** Where it is asked for vectors. */
    protected String expectedEmbeddingsPath() {
        return expectedPath();
    }

    /** Of the prompt's tokens in {@code text-200}, for dialects that say so. */
    protected long cachedTokens() {
        return 10;
    }

    /** Whether a stream tells of usage before its end: in {@code after-content} the whole prompt's, and some of the answer's. */
    protected boolean tellsUsageEarly() {
        return false;
    }

    /** What an error within a stream comes to, in {@code error-event}: not every dialect says which it is. */
    protected FailureKind errorWithinStream() {
        return FailureKind.OVERLOADED;
    }

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

    protected ProviderConnector connector(URI baseUrl, CallTimeouts timeouts) {
        return connector(baseUrl, timeouts, ProviderConfig.DEFAULT_MAX_CONCURRENCY);
    }

    protected ProviderConnector connector(URI baseUrl, CallTimeouts timeouts, int maxConcurrency) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("provider"), dialect(), baseUrl)
                .apiKey(new Secret(KEY))
                .maxConcurrency(maxConcurrency)
                .lookAhead(maxConcurrency)
                .timeouts(timeouts)
                .build();
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, CLOCK));
    }

    /** One whose calls are treated so when their caller hangs up. */
    protected ProviderConnector connector(OnHangUp onHangUp) {
        return connector(onHangUp, ProviderConfig.DEFAULT_MAX_CONCURRENCY, HealthBoard.quiet());
    }

    protected ProviderConnector connector(OnHangUp onHangUp, int maxConcurrency, HealthBoard board) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("provider"), dialect(), provider.uri())
                .apiKey(new Secret(KEY))
                .maxConcurrency(maxConcurrency)
                .lookAhead(maxConcurrency)
                .timeouts(PATIENT)
                .onHangUp(onHangUp)
                .build();
        return ConnectorRegistry.load()
                .create(config, new ConnectorContext(vertx, CLOCK, DroppedParameters.IGNORED, board));
    }

    /** One with two keys, {@link #KEY} and {@link #SPARE}. */
    protected ProviderConnector connectorWithTwoKeys(HealthBoard board) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("provider"), dialect(), provider.uri())
                .lookAhead(ProviderConfig.DEFAULT_MAX_CONCURRENCY)
                .timeouts(PATIENT)
                .apiKeys(List.of(new ProviderKey("main", new Secret(KEY)), new ProviderKey("2", new Secret(SPARE))))
                .build();
        return ConnectorRegistry.load()
                .create(config, new ConnectorContext(vertx, CLOCK, DroppedParameters.IGNORED, board));
    }

    protected Call plain(PromptContent body) {
        return Call.start(connector, Prompts.dispatch(target(), body, false));
    }

    protected Call streaming(PromptBody body) {
        return Call.start(connector, Prompts.dispatch(target(), body, true));
    }

    protected Buffer beforeContent() {
        return ScriptedProvider.resource(recordings() + "/before-content" + streamSuffix());
    }

    protected Buffer afterContent() {
        return ScriptedProvider.resource(recordings() + "/after-content" + streamSuffix());
    }

    protected static Target target() {
        return Target.of("provider", "model-1");
    }
}
