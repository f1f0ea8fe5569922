package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.e2e.ChatClient.Completion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;

/** The image by itself: everything in one container, as {@code docker run} gives it. */
@RequiresDocker
class ProductImageDockerIT {
    private static GenericContainer<?> container;
    private static ChatClient http;

    @BeforeAll
    static void start() throws Exception {
        ProductImage.build();
        container = ProductImage.up();
        container.start();
        http = new ChatClient(url(ProductImage.GATEWAY) + "/v1");
    }

    @AfterAll
    static void stop() {
        if (http != null) {
            http.close();
        }
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void shouldAnswerAChatCompletionWhenTheImageRuns() throws Exception {
        // When
        Completion completion = http.complete("auto", "What is the capital of Italy?");

        // Then
        assertThat(completion.status()).as(completion.body().toString()).isEqualTo(200);
        assertThat(completion.content()).isNotBlank();
    }

    @Test
    void shouldBeReadyOnTheManagementPortWhenHealthy() throws Exception {
        // When
        int status = http.status(url(ProductImage.MANAGEMENT) + "/readyz");

        // Then
        assertThat(status).isEqualTo(200);
    }

    @Test
    void shouldNotRunAsRootWhenTheImageRuns() throws Exception {
        // When
        String user = container.execInContainer("id", "-u").getStdout();

        // Then
        assertThat(user.strip()).isEqualTo("10001");
    }

    @Test
    void shouldBeUnhealthyWhenNothingAnswersTheHealthCheck() throws Exception {
        // When
        int code = container
                .execInContainer("env", "PROMPTYARD_HEALTH_PORT=1", "/opt/promptyard/healthcheck.sh")
                .getExitCode();

        // Then
        assertThat(code).isNotZero();
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + container.getMappedPort(port);
    }
}
