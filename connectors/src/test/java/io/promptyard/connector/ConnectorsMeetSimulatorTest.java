package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Dispatch;
import io.promptyard.model.FinishReason;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The connectors against the simulator, which shares no code with them: two readings of the same wire format. */
class ConnectorsMeetSimulatorTest {
    /** Their answers have no word for it. */
    private static final Set<String> SAYS_NOT_THAT_IT_FILTERED = Set.of("cohere", "ollama");

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final CallTimeouts PATIENT = new CallTimeouts(LONG, LONG, LONG, LONG);
    private static final CallTimeouts IMPATIENT = new CallTimeouts(LONG, SHORT, SHORT, SHORT.multipliedBy(2));
    private static final CallTimeouts IMPATIENT_LATER = new CallTimeouts(LONG, LONG, SHORT, LONG);

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

    static Set<String> dialects() {
        return ConnectorRegistry.load().dialects();
    }

    static Stream<Arguments> dialectsPlainAndStreamed() {
        return dialects().stream()
                .flatMap(dialect -> Stream.of(Arguments.of(dialect, false), Arguments.of(dialect, true)));
    }

    @ParameterizedTest
    @MethodSource("dialectsPlainAndStreamed")
    void shouldAnswerAsTheBooksSay(String dialect, boolean stream) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect, PATIENT)) {

            // When
            Call call = Call.start(connector, dispatch("model-1", PromptBody.ofUser("Tell me of Paris"), stream));

            // Then
            Answered answered = call.answered();
            BookedCall booked = simulator.books().calls().getFirst();
            assertThat(call.completion().choices().getFirst().message().text()).startsWith("[simulated model-1] ");
            assertThat(answered.usage()).isNotNull();
            assertThat(answered.usage().promptTokens()).isEqualTo(booked.promptTokens());
            assertThat(answered.usage().completionTokens()).isEqualTo(booked.completionTokens());
            assertThat(answered.chunks()).isEqualTo(call.deltas().size());
            assertThat(booked.provider()).isEqualTo("p");
            assertThat(booked.requestId()).contains("attempt-1");
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldSendEveryCaseInAFormTheDialectAccepts(String dialect) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect, PATIENT)) {
            Map<String, Dispatch> cases = new TreeMap<>(RequestCases.all());
            // Each breaks a rule on purpose: a kind of part nobody knows, a call without its result, a word between.
            cases.keySet().removeAll(Set.of("custom-tool", "tool-arguments-broken", "tool-results"));
            for (Map.Entry<String, Dispatch> entry : cases.entrySet()) {

                // When
                Call call = Call.start(connector, entry.getValue());

                // Then: what was sent at all is well formed
                if (call.result() instanceof Failed failed) {
                    assertThat(failed.httpStatus())
                            .as("%s: %s", entry.getKey(), failed)
                            .isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fail429, RATE_LIMITED",
        "fail500, PROVIDER_ERROR",
        "fail503, OVERLOADED",
        "fail529, OVERLOADED",
        "hang, TIMEOUT",
        "hangbody, TIMEOUT",
        "reset, NETWORK",
        "earlyclose, NETWORK",
        "malformed, MALFORMED_RESPONSE",
        "empty, MALFORMED_RESPONSE",
        "truncate, MALFORMED_RESPONSE",
        "html502, PROVIDER_ERROR",
        "auth401, AUTHENTICATION",
        "notfound404, MODEL_NOT_FOUND",
        "context400, CONTEXT_TOO_LONG",
        "quota, QUOTA_EXHAUSTED"
    })
    void shouldNameEveryFault(String fault, FailureKind kind) throws Exception {
        for (String dialect : dialects()) {
            try (ProviderConnector connector = connector(dialect, kind == FailureKind.TIMEOUT ? IMPATIENT : PATIENT)) {
                // When
                PromptBody body = PromptBody.ofUser("Hello");
                Call plain = Call.start(connector, dispatch("m--" + fault, body, false));
                Call streamed = Call.start(connector, dispatch("m--" + fault, body, true));

                // Then
                assertThat(plain.failed().kind()).as("%s, plain", dialect).isEqualTo(kind);
                assertThat(streamed.failed().kind()).as("%s, streamed", dialect).isEqualTo(kind);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void shouldNameWhatGoesWrongWithinAStream(String dialect) throws Exception {
        // Given
        try (ProviderConnector connector = connector(dialect, PATIENT);
                ProviderConnector impatient = connector(dialect, IMPATIENT_LATER)) {
            PromptBody body = PromptBody.ofUser("Hello");

            // When
            Call error = Call.start(connector, dispatch("m--errorevent", body, true));
            Call errorFirst = Call.start(connector, dispatch("m--errorfirst", body, true));
            Call stall = Call.start(impatient, dispatch("m--stall", body, true));
            Call filtered = Call.start(connector, dispatch("m--filter", body, true));

            // Then
            assertThat(error.failed().chunks()).isPositive();
            assertThat(error.failed().kind().handling()).isEqualTo(FailureKind.Handling.TRY_AGAIN);
            assertThat(errorFirst.failed().chunks()).isZero();
            assertThat(stall.failed().message()).startsWith("idle timeout");
            assertThat(filtered.answered().finishReason())
                    .isEqualTo(
                            SAYS_NOT_THAT_IT_FILTERED.contains(dialect)
                                    ? FinishReason.STOP
                                    : FinishReason.CONTENT_FILTER);
        }
    }

    private ProviderConnector connector(String dialect, CallTimeouts timeouts) {
        ProviderConfig plain = ProviderConfig.of(new ProviderId("p"), dialect, URI.create(simulator.baseUrl("p")));
        ProviderConfig config = plain.with()
                .dialect(dialect)
                .apiKey(new Secret("key"))
                .zeroRetention(false)
                .timeouts(timeouts)
                .build();
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    private static Dispatch dispatch(String model, PromptBody body, boolean stream) {
        return Prompts.dispatch(Target.of("p", model), body, stream);
    }
}
