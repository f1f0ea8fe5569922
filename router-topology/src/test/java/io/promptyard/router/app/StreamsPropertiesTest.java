package io.promptyard.router.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.deadletter.Undertaker;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

    @Test
    void shouldKeepStandbysAndMissTheDeadSoonerWhenTheOperatorSaysSo() {
        // When
        Properties properties = properties(Map.of("num.standby.replicas", "1", "session.timeout.ms", "7000"));

        // Then
        StreamsConfig config = new StreamsConfig(properties);
        assertThat(config.getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG)).isEqualTo(1);
        assertThat(config.getMainConsumerConfigs("group", "client", 1)).containsEntry("session.timeout.ms", "7000");
    }

    @Test
    void shouldMissAKilledMemberAfterFifteenSecondsWhenNothingIsSaid() {
        // When
        StreamsConfig config = new StreamsConfig(properties(Map.of()));

        // Then
        assertThat(config.getMainConsumerConfigs("group", "client", 1)).containsEntry("session.timeout.ms", "15000");
    }

    private static Properties properties(Map<String, String> given) {
        try (SerdeFactory serdes = SerdeFactory.mock("properties")) {
            KafkaSettings kafka = new KafkaSettings(
                    "127.0.0.1:1", Path.of("unused"), "a", false, 1, 1, KafkaSettings.MAX_RECORD_BYTES, given);
            Undertaker undertaker = new Undertaker(
                    RouterTopics.of(TopicNames.standard(), serdes),
                    Set.of(),
                    1,
                    new DeadLetterFactory("test"),
                    new RouterMetrics(new SimpleMeterRegistry()),
                    Clock.fixed(Prompts.START, ZoneOffset.UTC));
            return StreamsProperties.of("test", 1, kafka, undertaker);
        }
    }
}
