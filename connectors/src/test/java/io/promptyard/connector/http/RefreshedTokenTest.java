package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.connector.Secret;
import io.promptyard.connector.TokenOrigin;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshedTokenTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    @Test
    void shouldReadTheFileAgainWhenAProviderDidNotAcceptTheToken() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        try (RefreshedToken token = new RefreshedToken(vertx, new TokenOrigin.File(file))) {
            await("first").until(() -> new Secret("first").equals(token.value()));
            Files.writeString(file, "second");

            // When
            token.refresh();

            // Then
            await("second").until(() -> {
                token.refresh();
                return new Secret("second").equals(token.value());
            });
        }
    }

    @Test
    void shouldTakeWhatTheProgramSays() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("token"), "said\n");

        // When
        TokenOrigin origin = new TokenOrigin.Command(List.of("cat", file.toString()));

        // Then
        try (RefreshedToken token = new RefreshedToken(vertx, origin)) {
            await("token").until(() -> new Secret("said").equals(token.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "b\u00e4d"})
    void shouldHaveNoneWhenWhatIsReadIsNone(String read) {
        // Given
        AtomicInteger reads = new AtomicInteger();

        // When
        try (RefreshedToken token = new RefreshedToken(
                vertx,
                () -> {
                    reads.incrementAndGet();
                    return read;
                },
                Duration.ofMinutes(1))) {
            await("read").until(() -> token.state().equals("the token's origin gave none"));

            // Then
            assertThat(token.value()).isNull();
            assertThat(reads).hasValue(1);
        }
    }

    @Test
    void shouldKeepTheLastTokenWhenItsOriginFails() {
        // Given
        AtomicInteger reads = new AtomicInteger();
        try (RefreshedToken token = new RefreshedToken(
                vertx,
                () -> {
                    if (reads.incrementAndGet() > 1) {
                        throw new IOException("gone");
                    }
                    return "kept";
                },
                Duration.ofMinutes(1))) {
            await("first").until(() -> token.value() != null);

            // When
            await("second").until(() -> {
                token.refresh();
                return token.state().contains("gone");
            });

            // Then
            assertThat(token.value()).isEqualTo(new Secret("kept"));
        }
    }
}
