package io.promptyard.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.health.CircuitPass;
import io.promptyard.connector.health.HealthBoard;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthPublisherTest {
    private static final Target TARGET = Target.of("p", "m");

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final SerdeFactory serdes = SerdeFactory.mock("health-publisher");
    private final Topic<String, ProviderHealth> topic =
            RouterTopics.of(TopicNames.standard(), serdes).providerHealth();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final HealthBoard board = HealthBoard.quiet();
    private final HealthPublisher publisher = new HealthPublisher(producer, topic, board, "here", clock);

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldTellOnlyWhatHasChangedAndFiguresNotTooOften() {
        // Given
        board.keys(TARGET.provider(), List.of("1"));
        call(FailureKind.TIMEOUT);

        // When
        publisher.publish();
        publisher.publish();
        call(FailureKind.TIMEOUT);
        clock.advance(Duration.ofSeconds(1));
        publisher.publish();
        int soon = producer.history().size();
        clock.advance(Duration.ofSeconds(1));
        publisher.publish();

        // Then
        assertThat(soon).isEqualTo(2);
        assertThat(told()).extracting(ProviderHealth::key).containsExactly("p", "p/m", "p/m");
        assertThat(told().getLast().failures()).isEqualTo(2);
    }

    @Test
    void shouldTellAtOnceWhenACircuitOpens() {
        // Given
        publisher.publish();
        for (int i = 0; i < HealthConfig.DEFAULTS.circuit().minCalls(); i++) {
            call(FailureKind.TIMEOUT);
        }

        // When
        publisher.publish();

        // Then
        assertThat(told()).singleElement().satisfies(health -> {
            assertThat(health.state()).isEqualTo(State.OPEN);
            assertThat(health.instance()).isEqualTo("here");
            assertThat(health.until()).isEqualTo(clock.instant().plusSeconds(15));
        });
    }

    @Test
    void shouldTellAgainWhenItWasNotProduced() {
        // Given
        board.keys(new ProviderId("p"), List.of("1"));
        publisher.publish();

        // When
        producer.errorNext(new IllegalStateException("gone"));
        publisher.publish();

        // Then
        assertThat(told()).hasSize(2);
    }

    private List<ProviderHealth> told() {
        return producer.history().stream()
                .map(record -> topic.valueSerde().deserializer().deserialize(topic.name(), record.value()))
                .toList();
    }

    private void call(FailureKind kind) {
        if (board.admit(TARGET, clock.instant()) instanceof CircuitPass.Granted granted) {
            granted.end().ended(Failed.of(kind, "", 1), clock.instant());
        }
    }
}
