package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.router.published.Sha256;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody beside the routers finds in the topic of models to classify by. */
class LearntClassifierTest {
    private final SerdeFactory serdes = SerdeFactory.mock("learnt-classifier");
    private final Topic<String, LearnedModel> models =
            RouterTopics.of(TopicNames.standard(), serdes).models();
    private final TopicPartition partition = new TopicPartition(models.name(), 0);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ModelTopic topic = new ModelTopic(consumer, models);
    private final PlainTier builtIn = tier("scripted");
    private final LearnedCraft craft = craft(builtIn);
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldClassifyByTheVersionThatRoutersUse() {
        // Given
        LearnedModel failing = model("v1", 0, craft);
        written("v1", failing);
        written("v2", model("v2", 1, craft));
        written(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // When
        LearntClassifier found = find(null);
        // Then
        assertThat(found.version()).isEqualTo("v1");
        assertThat(found.passedOver()).isEmpty();
        assertThat(found.learntFrom())
                .contains(new LearntFrom(1, 1, Instant.ofEpochMilli(5), Instant.ofEpochMilli(7), Map.of()));
        assertThat(found.classifier().classify(Prompts.prompt("r")))
                .isEqualTo(craft.load(bytes(failing), "v1").classify(Prompts.prompt("r")));
    }

    @Test
    void shouldClassifyByAnotherVersionWhenItIsNamed() {
        // Given
        written("v1", model("v1", 0, craft));
        written("v2", model("v2", 1, craft));
        written(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // When
        LearntClassifier found = find("v2");
        // Then
        assertThat(found.classifier().classify(Prompts.prompt("r")).classifier())
                .isEqualTo("v2");
    }

    @Test
    void shouldGoByThePinAsRoutersDo() {
        // Given
        written("v1", model("v1", 0, craft));
        written(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        written(LearnedModel.PIN, LearnedModel.pin(LearnedModel.BUILT_IN, "v1", Prompts.START, true, null));
        // Then
        assertThat(find(null).classifier()).isSameAs(builtIn);
        assertThat(find(null).passedOver()).isEmpty();
    }

    @Test
    void shouldSayWhyWhenWhatRoutersUseWasLearntOverSomethingElse() {
        // Given
        written("v1", model("v1", 0, craft(tier("learned-of-yesterday"))));
        written(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // When
        LearntClassifier found = find(null);
        // Then
        assertThat(found.classifier()).isSameAs(builtIn);
        assertThat(found.learntFrom()).isEmpty();
        assertThat(found.passedOver()).get().asString().startsWith("v1: ").contains("learned-of-yesterday");
    }

    @Test
    void shouldClassifyByWhatShipsWhenTheLaneHasNoTopicOfModels() {
        // When
        LearntClassifier found = LearntClassifier.find(topic, craft, builtIn, null);
        LearntClassifier named = LearntClassifier.find(topic, craft, builtIn, "v1");
        // Then
        assertThat(found.classifier()).isSameAs(builtIn);
        assertThat(found.passedOver()).isEmpty();
        assertThat(named.passedOver()).contains("v1: it is not in the topic");
    }

    /** A mock consumer forgets what it has handed out, so a seek back finds what a broker would hold again. */
    private LearntClassifier find(@Nullable String version) {
        consumer.updatePartitions(
                models.name(), List.of(new PartitionInfo(models.name(), 0, null, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) log.size()));
        log.forEach(consumer::addRecord);
        topic.readToEnd();
        consumer.schedulePollTask(() -> log.forEach(consumer::addRecord));
        return LearntClassifier.find(topic, craft, builtIn, version);
    }

    private void written(String key, LearnedModel model) {
        log.add(new ConsumerRecord<>(
                models.name(),
                0,
                log.size(),
                key.getBytes(StandardCharsets.UTF_8),
                models.valueSerde().serializer().serialize(models.name(), model)));
    }

    private static PlainTier tier(String name) {
        return new PlainTier(new ScriptedClassifier(), name, new CataloguePriors(Configs.config()));
    }

    private static LearnedCraft craft(PlainTier tier) {
        return new LearnedCraft(tier, new CatalogueQuality(Configs.catalogue()));
    }

    private static LearnedModel model(String version, double score, LearnedCraft craft) {
        LabelRow row = new LabelRow(
                "r/user", "text", "chat", GPT.toString(), score, 1, 1, null, 0, "scripted", 0, null, null, null, null);
        byte[] weights = craft.learn(List.of(row));
        return new LearnedModel(
                version,
                LearnedModel.BUILT_IN,
                Prompts.START,
                1,
                Map.of("asked.from", 5.0, "asked.to", 7.0),
                craft.format(),
                Sha256.of(weights),
                ByteBuffer.wrap(weights),
                false,
                null);
    }

    private static byte[] bytes(LearnedModel model) {
        ByteBuffer weights = Objects.requireNonNull(model.weights());
        byte[] bytes = new byte[weights.remaining()];
        weights.duplicate().get(bytes);
        return bytes;
    }
}
