package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.CompletionContent.Embeddings;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.EmbeddingInput.Text;
import io.promptyard.model.EmbeddingInput.Tokens;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of every dialect that has them, from a simulator that shares no code with the connectors. */
class EmbeddingsMeetSimulatorTest {
    private Vertx vertx;
    private Simulator simulator;

    @BeforeEach
    void startSimulator() throws Exception {
        vertx = Vertx.vertx();
        simulator = Simulator.start(vertx, SimulatorSettings.defaults())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure", "bedrock", "cohere", "gemini", "vertex", "ollama"})
    void shouldGiveEachTextItsOwnVectorAndBillTheirTokens(String dialect) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect)) {

            // When
            String model = named(dialect, "model-1");
            Call both = embed(connector, model, null, text("a long text"), text("b"));
            both.answered();
            Call alone = embed(connector, model, null, text("b"));

            // Then
            assertThat(vectors(both)).hasSize(2).doesNotHaveDuplicates();
            assertThat(vectors(both).get(1)).isEqualTo(vectors(alone).getFirst());
            BookedCall booked = simulator.books().calls().getFirst();
            assertThat(booked.promptTokens()).isEqualTo(4);
            assertThat(booked.completionTokens()).isZero();
            assertThat(both.answered().usage().promptTokens()).isEqualTo(4);
            assertThat(both.answered().usage().completionTokens()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openai, text-embedding-3-small",
        "azure, text-embedding-3-small",
        "bedrock, amazon.titan-embed-text-v2:0",
        "bedrock, us.cohere.embed-v4:0",
        "cohere, embed-v4.0",
        "gemini, gemini-embedding-2",
        "vertex, text-embedding-005",
        "ollama, nomic-embed-text"
    })
    void shouldGiveVectorsOfTheLengthAskedFor(String dialect, String model) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect)) {

            // When
            Call call = embed(connector, model, 256, text("x"));

            // Then
            assertThat(vectors(call).getFirst().split(",")).hasSize(256);
        }
    }

    @Test
    void shouldTakeTokensAndGiveBytesWhereTheDialectDoes() throws Exception {
        // Given
        try (ProviderConnector connector = connector("openai")) {
            EmbeddingBody body =
                    new EmbeddingBody(List.of(new Tokens(List.of(1, 2, 3))), null, "base64", "user-1", "{}");

            // When
            Call call = Call.start(connector, Prompts.dispatch(Target.of("p", "m"), body, false));

            // Then
            assertThat(vectors(call).getFirst()).matches("\"[A-Za-z0-9+/]+=*\"");
            assertThat(call.answered().usage().promptTokens()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bedrock", "cohere", "gemini", "vertex", "ollama"})
    void shouldRefuseTokensWhereTheDialectTakesTexts(String dialect) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect)) {

            // When
            Call call = embed(connector, named(dialect, "m"), null, new Tokens(List.of(1)));

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(call.failed().message()).startsWith("input: ");
            assertThat(simulator.books().calls()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fail429, RATE_LIMITED",
        "fail500, PROVIDER_ERROR",
        "reset, NETWORK",
        "malformed, MALFORMED_RESPONSE",
        "cut, MALFORMED_RESPONSE",
        "auth401, AUTHENTICATION",
        "notfound404, MODEL_NOT_FOUND",
        "context400, CONTEXT_TOO_LONG",
        "quota, QUOTA_EXHAUSTED"
    })
    void shouldNameEveryFault(String fault, FailureKind kind) throws Exception {
        for (String dialect : List.of("openai", "azure", "bedrock", "cohere", "gemini", "vertex", "ollama")) {
            try (ProviderConnector connector = connector(dialect)) {
                // When
                Call call = embed(connector, named(dialect, "m--" + fault), null, text("x"));

                // Then
                assertThat(call.failed().kind()).as(dialect).isEqualTo(kind);
            }
        }
    }

    @Test
    void shouldPassOnWhyAModelTakesNoDimensions() throws Exception {
        // Given
        try (ProviderConnector connector = connector("openai")) {

            // When
            Call call = embed(connector, "text-embedding-ada-002", 256, text("x"));

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(call.failed().message()).contains("does not support specifying dimensions");
        }
    }

    @Test
    void shouldGiveOneVectorAndBillWhatTitanCounts() throws Exception {
        // Given
        try (ProviderConnector connector = connector("bedrock")) {

            // When
            Call call = embed(connector, "amazon.titan-embed-text-v2:0", null, text("a long text"));
            Call two = embed(connector, "amazon.titan-embed-text-v2:0", null, text("a"), text("b"));

            // Then
            assertThat(vectors(call).getFirst().split(",")).hasSize(1024);
            assertThat(call.answered().usage().promptTokens())
                    .isEqualTo(simulator.books().calls().getFirst().promptTokens());
            assertThat(two.failed().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
            assertThat(two.failed().message()).startsWith("input: this model takes one text a call");
        }
    }

    @Test
    void shouldKnowWhatAnAnswerCostThatCannotBeRead() throws Exception {
        // Given: tokens are counted in a header
        try (ProviderConnector connector = connector("bedrock")) {

            // When
            Call call = embed(connector, "cohere.embed-english-v3--cut", null, text("a long text"));

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.MALFORMED_RESPONSE);
            assertThat(call.failed().usage().promptTokens())
                    .isEqualTo(simulator.books().calls().getFirst().promptTokens())
                    .isPositive();
        }
    }

    /** Bedrock tells families by their names. */
    private static String named(String dialect, String model) {
        return dialect.equals("bedrock") ? "cohere.embed-" + model : model;
    }

    private static EmbeddingInput text(String text) {
        return new Text(text);
    }

    private static Call embed(
            ProviderConnector connector, String model, @Nullable Integer dimensions, EmbeddingInput... inputs) {
        EmbeddingBody body = new EmbeddingBody(List.of(inputs), dimensions, null, null, "{}");
        return Call.start(connector, Prompts.dispatch(Target.of("p", model), body, false));
    }

    private static List<String> vectors(Call call) throws Exception {
        return ((Embeddings) call.answered().body()).vectors();
    }

    private ProviderConnector connector(String dialect) {
        ProviderConfig plain = ProviderConfig.of(new ProviderId("p"), dialect, URI.create(simulator.baseUrl("p")));
        ProviderConfig config = plain.with()
                .dialect(dialect)
                .apiKey(new Secret("key"))
                .zeroRetention(false)
                .build();
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }
}
