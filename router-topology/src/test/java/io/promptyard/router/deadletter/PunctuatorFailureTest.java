package io.promptyard.router.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** Streams asks the processing handler also about an exception in a punctuator, then without a record. */
class PunctuatorFailureTest {
    @Test
    void shouldGoOnAndBuryNothingWhenAPunctuatorFails() {
        // Given
        try (SerdeFactory serdes = SerdeFactory.mock("punctuator")) {
            DeadLetteringProcessingHandler handler = new DeadLetteringProcessingHandler();
            handler.configure(Map.of(
                    Undertaker.CONFIG,
                    new Undertaker(
                            RouterTopics.of(TopicNames.standard(), serdes),
                            Set.of("promptyard.dispatch.openai"),
                            1,
                            new DeadLetterFactory("promptyard-worker-openai"),
                            new RouterMetrics(new SimpleMeterRegistry()),
                            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))));
            ErrorHandlerContext ofPunctuator = new DefaultErrorHandlerContext(
                    null, null, -1, -1, new RecordHeaders(), "call-provider", new TaskId(0, 0), 0, null, null);
            // When
            Response response = handler.handleError(ofPunctuator, null, new IllegalStateException("tick"));
            // Then
            assertThat(response.result()).isEqualTo(Result.RESUME);
            assertThat(response.deadLetterQueueRecords()).isEmpty();
        }
    }
}
