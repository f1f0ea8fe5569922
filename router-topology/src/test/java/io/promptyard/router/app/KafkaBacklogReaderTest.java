package io.promptyard.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaBacklogReaderTest {

    @ParameterizedTest
    @CsvSource({"true, read_committed", "false, read_uncommitted"})
    void shouldReadAgainOnlyWhatTheWorkerReadWhenDispatchesMayHaveBeenAborted(boolean exactlyOnce, String isolation) {
        // Given
        KafkaSettings kafka = new KafkaSettings(
                "127.0.0.1:1",
                Path.of("unused"),
                "a",
                exactlyOnce,
                1,
                1,
                KafkaSettings.MAX_RECORD_BYTES,
                Map.of("isolation.level", "of the operator"));

        // When // Then
        assertThat(KafkaBacklogReader.config(kafka))
                .containsEntry("isolation.level", isolation)
                .doesNotContainKey("group.id");
    }

    @Test
    void shouldNotWaitForRecordsAtTheEndOfTheLogWhenItReadsAgain() {
        // Given
        KafkaSettings kafka = new KafkaSettings(
                "127.0.0.1:1", Path.of("unused"), "a", false, 1, 1, KafkaSettings.MAX_RECORD_BYTES, Map.of());

        // When // Then
        assertThat(KafkaBacklogReader.config(kafka).get("fetch.max.wait.ms"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .as("a reading waits for the fetch ahead of the one before, 500 ms by default")
                .isLessThan(50);
    }
}
