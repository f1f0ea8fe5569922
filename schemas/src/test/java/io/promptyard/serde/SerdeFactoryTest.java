package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Constraints;
import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerdeFactoryTest {
    private static final ProviderId OPENAI = new ProviderId("openai");

    @Test
    void shouldReadBackWhatItWroteWhenEveryFieldIsSet() {
        // Given
        try (SerdeFactory serdes = SerdeFactory.mock("every-field")) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
            var request = new PromptRequest(
                    new RequestId("r-1"),
                    Instant.ofEpochMilli(1_700_000_000_123L),
                    Instant.ofEpochMilli(1_700_000_600_456L),
                    "acme",
                    "support",
                    Map.of("latency", "realtime"),
                    "openai/gpt-4o",
                    new Constraints(
                            List.of("eu"),
                            true,
                            new BigDecimal("0.0200"),
                            0.7,
                            List.of("vision"),
                            List.of("openai", "mistral"),
                            List.of("mistral"),
                            "internal"),
                    PromptContent.PromptBody.ofUser("Grüße, 世界 🙂"),
                    true,
                    new Experiment("e", "a"),
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    3);

            // When
            byte[] bytes = topics.prompts()
                    .valueSerde()
                    .serializer()
                    .serialize(topics.prompts().name(), request);
            PromptRequest read = topics.prompts()
                    .valueSerde()
                    .deserializer()
                    .deserialize(topics.prompts().name(), bytes);

            // Then
            assertThat(read).isEqualTo(request);
        }
    }

    @Test
    void shouldPassNullThroughWhenValueIsATombstone() {
        // Given
        try (SerdeFactory serdes = SerdeFactory.mock("tombstone")) {
            // When
            byte[] bytes = serdes.spend().serializer().serialize("t", null);

            // Then
            assertThat(bytes).isNull();
            assertThat(serdes.spend().deserializer().deserialize("t", null)).isNull();
        }
    }

    @Test
    void shouldRegisterEveryValueSubjectWithoutJavaHintsWhenWarmed() throws Exception {
        // Given
        try (SerdeFactory serdes = SerdeFactory.mock("warm")) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);

            // When
            serdes.warm(topics, List.of(OPENAI));

            // Then
            assertThat(serdes.registry().getAllSubjects())
                    .hasSize(20)
                    .contains("promptyard.prompts-value", "promptyard.dispatch.openai-value");
            assertThat(serdes.registry()
                            .getLatestSchemaMetadata("promptyard.prompts-value")
                            .getSchema())
                    .doesNotContain("avro.java.string");
        }
    }
}
