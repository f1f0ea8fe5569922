package io.promptyard.connector.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector whose token lies in a file. */
class VertexTokenTest {
    @TempDir
    private Path folder;

    private Vertx vertx;
    private ScriptedProvider provider;
    private ProviderConnector connector;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        provider = ScriptedProvider.start(vertx);
        file = folder.resolve("token");
        connector = connector();
    }

    @AfterEach
    void stop() throws Exception {
        connector.close();
        provider.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void shouldCallNobodyWhenThereIsNoToken() throws Exception {
        // When
        Failed failed = call().failed();

        // Then
        assertThat(failed.kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(failed.message()).contains("token");
        assertThat(provider.received()).isEmpty();
    }

    @Test
    void shouldUseTheNextTokenWhenTheProviderNoLongerAcceptsTheLast() throws Exception {
        // Given
        Files.writeString(file, "old");
        provider.reply(200, "gemini/text-200.json", Map.of());
        try (ProviderConnector fresh = connector()) {
            await("a token")
                    .until(() -> start(fresh).result() != null
                            && !provider.received().isEmpty());
            Files.writeString(file, "new");
            provider.reply(401, "application/json", Buffer.buffer("{\"error\":{\"message\":\"old is no token\"}}"));

            // When
            Failed refused = start(fresh).failed();

            // Then
            assertThat(refused.message()).doesNotContain("old");
            await("the new token").until(() -> {
                start(fresh).result();
                return provider.received()
                        .getLast()
                        .headers()
                        .get("Authorization")
                        .equals("Bearer new");
            });
            assertThat(provider.received().getLast().path())
                    .isEqualTo("/v1/projects/p/locations/l/publishers/google/models/model-1:generateContent");
        }
    }

    private ProviderConnector connector() {
        ProviderConfig config = ProviderConfig.at(
                        new ProviderId("p"), "vertex", URI.create(provider.uri() + "/v1/projects/p/locations/l"))
                .apiKey(Secret.readAt(new TokenOrigin.File(file)))
                .maxConcurrency(4)
                .lookAhead(4)
                .build();
        return ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC()));
    }

    private Call call() {
        return start(connector);
    }

    private static Call start(ProviderConnector connector) {
        return Call.start(connector, Prompts.dispatch(Target.of("p", "model-1"), PromptBody.ofUser("Hello"), false));
    }
}
