package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.connector.http.Credential;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureConfigTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @CsvSource({
        "https://r.openai.azure.com, /openai/deployments/gpt%2F4o/chat/completions?api-version=2024-10-21",
        "https://r.openai.azure.com/openai/, /openai/deployments/gpt%2F4o/chat/completions?api-version=2024-10-21",
        "https://r.openai.azure.com?api-version=2025-04-01-preview, /openai/deployments/gpt%2F4o/chat/completions?api-version=2025-04-01-preview",
        "https://r.openai.azure.com/openai/v1, /openai/v1/chat/completions",
        "https://r.openai.azure.com/openai/v1/?api-version=preview, /openai/v1/chat/completions?api-version=preview"
    })
    void shouldFindTheDeployment(String base, String expected) {
        // Given
        ProviderConfig config = ProviderConfig.of(new ProviderId("p"), "azure", URI.create(base));
        AzureConfig azure = AzureConfig.of(config, new ConnectorContext(vertx, Clock.systemUTC()));

        // When
        URI endpoint = azure.endpoint(Prompts.dispatch(Target.of("p", "gpt/4o"), PromptBody.ofUser("Hello"), false));

        // Then
        assertThat(endpoint).isEqualTo(URI.create("https://r.openai.azure.com" + expected));
        assertThat(azure.headers()).isEmpty();
    }

    @Test
    void shouldHaveNothingMissingWhenTheKeyStandsThere() {
        // When
        Credential key = Credential.of(new Secret("k"), vertx);

        // Then
        assertThat(key.isToken()).isFalse();
        assertThat(key.missing()).isNull();
        assertThat(key.secret()).isEqualTo(new Secret("k"));
    }
}
