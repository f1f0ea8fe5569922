package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM before {@code up} is ready, on a directory that is then started on again. */
class EarlyStopIT {
    private static final int BY_SIGNAL = 143;

    @TempDir
    private Path directory;

    @Test
    void shouldEndWithoutATraceAndStartAgainWhenStoppedBeforeItIsReady() throws Exception {
        // Given
        RoleProcess early = RoleProcess.start("up", directory, "--kafka-port=0", "--registry-port=0");
        Awaitility.await("it has begun to write its state")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(directory.resolve("up")));

        // When
        early.close();

        // Then
        assertThat(early.exitValue()).isIn(0, BY_SIGNAL);
        assertThat(early.output()).doesNotContain("\tat ").doesNotContain("promptyard is ready");
        RoleProcess again = RoleProcess.start(
                SharedClasses.optionsToMake(), "up", directory, "--kafka-port=0", "--registry-port=0");
        try (again) {
            again.awaitReady();
        }
        assertThat(again.exitValue()).isIn(0, BY_SIGNAL);
        SharedClasses.made();
    }
}
