package io.promptyard.router;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Prompts.answer;
import static io.promptyard.router.fixture.Prompts.dispatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.app.StreamsProperties;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.deadletter.Undertaker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker's graph and settings in an exactly-once lane; the driver has no commits of its own to tell of. */
class ExactlyOnceTopologyTest {
    @TempDir
    private Path state;

    @Test
    void shouldCallBehindTheCommitAndAnswerOnce() {
        try (WorkerFixture worker = WorkerFixture.exactlyOnce(state)) {
            // When
            worker.dispatch(dispatch("p-1", GPT, 1, 1));
            // Then
            assertThat(worker.connector.calls()).isEmpty();
            worker.worker.committed();
            worker.end(answer(10, 20));
            assertThat(worker.responses())
                    .singleElement()
                    .satisfies(response -> assertThat(response.result()).isInstanceOf(Answer.class));
            assertThat(worker.ended()).hasSize(1);
        }
    }

    @Test
    void shouldCommitOftenAndLetNotesBeLargerThanRecords() {
        // Given
        KafkaSettings kafka =
                new KafkaSettings("127.0.0.1:1", state, "local", true, 1, 1, KafkaSettings.MAX_RECORD_BYTES, Map.of());
        try (WorkerFixture worker = WorkerFixture.exactlyOnce(state)) {
            Undertaker undertaker =
                    new Undertaker(worker.topics, Set.of(), 1, new DeadLetterFactory("app"), null, worker.clock);
            // When
            Properties properties = StreamsProperties.of("app", 1, kafka, undertaker);
            // Then
            assertThat(properties)
                    .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                    .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100L)
                    .containsEntry("producer.max.request.size", 41 * 1024 * 1024);
        }
    }
}
