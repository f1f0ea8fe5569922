package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.Call;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.connector.Secret;
import io.promptyard.connector.TokenOrigin;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Azure says, and only Azure is told. */
class AzureAnswersTest {
    @TempDir
    private Path folder;

    private Vertx vertx;
    private ScriptedProvider provider;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        provider = ScriptedProvider.start(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        provider.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void shouldKeepWhatTheFiltersFoundWhenStreaming() throws Exception {
        // Given
        provider.reply(200, "azure/text-200.sse", Map.of());
        try (ProviderConnector connector = connector(new Secret("k"))) {

            // When
            Call call = call(connector, true);

            // Then
            assertThat(call.completion().extra()).contains("prompt_filter_results");
            assertThat(call.deltas().getFirst().choices()).isNotEmpty();
        }
    }

    @Test
    void shouldSayThatThePromptWasFiltered() throws Exception {
        // Given
        provider.reply(400, "azure/filtered-400.json", Map.of());
        try (ProviderConnector connector = connector(new Secret("k"))) {

            // When
            Call call = call(connector, false);

            // Then
            assertThat(call.failed().kind()).isEqualTo(FailureKind.CONTENT_FILTERED);
        }
    }

    @Test
    void shouldBringATokenWhenItIsReadSomewhere() throws Exception {
        // Given
        provider.reply(200, "azure/text-200.json", Map.of());
        Path file = Files.writeString(folder.resolve("token"), "entra");
        try (ProviderConnector connector = connector(Secret.readAt(new TokenOrigin.File(file)))) {

            // When
            Awaitility.await("a token").until(() -> {
                call(connector, false).result();
                return !provider.received().isEmpty();
            });

            // Then
            ScriptedProvider.Received received = provider.received().getFirst();
            assertThat(received.headers())
                    .containsEntry("Authorization", "Bearer entra")
                    .doesNotContainKey("api-key");
            assertThat(received.query()).isEqualTo("api-version=2024-10-21");
        }
    }

    private ProviderConnector connector(Secret secret) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("p"), "azure", provider.uri())
                .apiKey(secret)
                .maxConcurrency(4)
                .lookAhead(4)
                .build();
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    private static Call call(ProviderConnector connector, boolean stream) {
        return Call.start(connector, Prompts.dispatch(Target.of("p", "model-1"), PromptBody.ofUser("Hello"), stream));
    }
}
