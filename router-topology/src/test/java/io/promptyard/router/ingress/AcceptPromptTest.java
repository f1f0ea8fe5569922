package io.promptyard.router.ingress;

import static io.promptyard.router.fixture.Prompts.prompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.Names;
import io.promptyard.router.Step;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptPromptTest {
    private final MutableClock clock = new MutableClock(Prompts.START);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProcessorContext<String, Step> context = new MockProcessorContext<>();
    private WindowStore<String, Seen> seen;
    private Processor<String, Arrival, String, Step> accept;

    @BeforeEach
    void open() {
        seen = Stores.windowStoreBuilder(
                        Stores.inMemoryWindowStore(
                                Names.SEEN_PROMPTS, Duration.ofHours(24), Duration.ofHours(24), false),
                        Serdes.String(),
                        Seen.serde())
                .withLoggingDisabled()
                .build();
        seen.init(context.getStateStoreContext(), seen);
        context.addStateStore(seen);
        accept = new AcceptPrompt(
                new DeadLetterFactory("test"), new RouterMetrics(meters), clock, (id, place, partition) -> {});
        accept.init(context);
    }

    @AfterEach
    void close() {
        seen.close();
    }

    @Test
    void shouldPassTheRecordOnAgainWhenItIsReadAgainAfterACrash() {
        // When
        read(5, prompt("p-1"));
        read(5, prompt("p-1"));

        // Then
        assertThat(context.forwarded())
                .hasSize(2)
                .allSatisfy(forward -> assertThat(forward.record().value()).isInstanceOf(Step.Accepted.class));
        assertThat(meters.find("promptyard.router.repeated").counters())
                .hasSize(2)
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void shouldTellTheRepeatFromTheFirstWhenBothAreReadAgain() {
        // Given
        read(5, prompt("p-1"));
        read(9, prompt("p-1"));
        context.resetForwards();

        // When
        read(5, prompt("p-1"));
        read(9, prompt("p-1"));

        // Then
        assertThat(context.forwarded()).hasSize(1);
    }

    @Test
    void shouldForgetNothingWithinADay() {
        // Given
        read(5, prompt("p-1"));
        clock.advance(Duration.ofHours(23));

        // When
        read(9, prompt("p-1"));

        // Then
        assertThat(context.forwarded()).hasSize(1);
        assertThat(meters.get("promptyard.router.repeated")
                        .tag("body", "same")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldRefuseAgainWhenTheBadRecordIsReadAgainAfterACrash() {
        // When
        readNothing(5, "p-1");
        readNothing(7, "p-1");
        readNothing(5, "p-1");
        readNothing(7, "p-1");

        // Then
        assertThat(context.forwarded())
                .extracting(forward ->
                        ((Step.Refused) forward.record().value()).burial().response() != null)
                .containsExactly(true, false, true, false);
    }

    private void readNothing(long offset, String key) {
        context.setRecordMetadata("promptyard.prompts", 0, offset);
        accept.process(new Record<>(key, null, 0));
    }

    private void read(long offset, PromptRequest request) {
        context.setRecordMetadata("promptyard.prompts", 0, offset);
        accept.process(new Record<>(request.id().value(), new Arrival.Prompt(request), 0));
    }
}
