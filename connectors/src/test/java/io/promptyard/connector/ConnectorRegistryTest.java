package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.ProviderId;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ConnectorRegistryTest {

    @Test
    void shouldFindEveryDialectByServiceLoader() {
        // When
        ConnectorRegistry registry = ConnectorRegistry.load();

        // Then
        assertThat(registry.dialects())
                .containsExactly(
                        "anthropic", "azure", "bedrock", "cohere", "gemini", "ollama", "openai", "responses", "vertex");
    }

    @Test
    void shouldNameTheKnownDialectsWhenOneIsUnknown() throws Exception {
        // Given
        Vertx vertx = Vertx.vertx();
        ProviderConfig config = ProviderConfig.of(new ProviderId("p"), "klingon", URI.create("http://127.0.0.1:1"));

        // When / Then
        assertThatThrownBy(
                        () -> ConnectorRegistry.load().create(config, new ConnectorContext(vertx, Clock.systemUTC())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "providers.p.dialect: must be one of anthropic, azure, bedrock, cohere, gemini, ollama, openai, responses, vertex (got \"klingon\")");
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }
}
