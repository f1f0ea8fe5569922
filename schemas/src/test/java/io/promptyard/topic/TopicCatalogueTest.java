package io.promptyard.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.ProviderId;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.TopicSpec.Cleanup;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
    private static final TopicNames NAMES = new TopicNames("lane.");
    private static final List<ProviderId> PROVIDERS = List.of(new ProviderId("openai"), new ProviderId("anthropic"));

    private final Map<String, TopicSpec> topics = new TopicCatalogue(NAMES, 6)
            .topics(PROVIDERS).stream().collect(Collectors.toMap(TopicSpec::name, Function.identity()));

    @Test
    void shouldListExactlyTheTopicsThatHaveSerdes() {
        // Given
        try (SerdeFactory serdes = SerdeFactory.mock("catalogue")) {
            // When
            List<Topic<String, ?>> bound = RouterTopics.of(NAMES, serdes).all(PROVIDERS);

            // Then
            assertThat(bound.stream().map(Topic::name)).containsExactlyInAnyOrderElementsOf(topics.keySet());
        }
    }

    @Test
    void shouldGiveCoPartitionedTopicsAsManyPartitions() {
        // Then
        assertThat(topics.get("lane.dispatch.openai").partitions())
                .isEqualTo(topics.get("lane.outcomes.openai").partitions())
                .isEqualTo(6);
        assertThat(topics.get("lane.responses").partitions())
                .isEqualTo(topics.get("lane.response-chunks").partitions());
    }

    @Test
    void shouldKeepOutcomesAsLongAsDispatches() {
        // Then
        assertThat(topics.get("lane.outcomes.openai").retention())
                .isEqualTo(topics.get("lane.dispatch.openai").retention());
    }

    @Test
    void shouldCompactOnlyWhatIsTheLatestState() {
        // Then
        assertThat(topics.values().stream()
                        .filter(topic -> topic.cleanup() == Cleanup.COMPACT)
                        .map(TopicSpec::name))
                .containsExactlyInAnyOrder(
                        "lane.spend",
                        "lane.provider-health",
                        "lane.redrives",
                        "lane.models",
                        "lane.config",
                        "lane.experiments");
    }

    @Test
    void shouldLetPromptsAndAnswersBeLarge() {
        // Then
        assertThat(topics.values().stream()
                        .filter(topic -> topic.maxMessageBytes() == 40 * 1024 * 1024)
                        .map(TopicSpec::record))
                .containsExactlyInAnyOrder(
                        "PromptRequest",
                        "Reroute",
                        "FinalResponse",
                        "FinalResponse",
                        "ResponseChunk",
                        "DeadLetter",
                        "Reservation",
                        "Dispatch",
                        "Dispatch",
                        "ProviderOutcome",
                        "ProviderOutcome");
    }

    @Test
    void shouldSpellKafkasSettingsWhenAskedForThem() {
        // Then
        assertThat(topics.get("lane.response-chunks").configs())
                .containsExactly(
                        Map.entry("cleanup.policy", "delete"),
                        Map.entry("max.message.bytes", "41943040"),
                        Map.entry("retention.ms", "3600000"),
                        Map.entry("segment.ms", "900000"));
        assertThat(topics.get("lane.spend").configs())
                .containsExactly(Map.entry("cleanup.policy", "compact"), Map.entry("max.message.bytes", "1048576"));
    }

    @Test
    void shouldRefuseWhenThereWouldBeNoPartition() {
        // When / Then
        assertThatThrownBy(() -> new TopicCatalogue(NAMES, 0)).hasMessage("partitions: must be at least 1 (got 0)");
    }
}
