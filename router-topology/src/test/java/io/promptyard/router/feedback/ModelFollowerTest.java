package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.LearnedModel;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.fixture.ScriptedClassifier;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.router.policy.CatalogueQuality;
import io.promptyard.router.published.Sha256;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the topic of models makes the router use. */
class ModelFollowerTest {
    private final SerdeFactory serdes = SerdeFactory.mock("model-follower");
    private final Topic<String, LearnedModel> models =
            RouterTopics.of(TopicNames.standard(), serdes).models();
    private final TopicPartition partition = new TopicPartition(models.name(), 0);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LearningMetrics metrics = new LearningMetrics(meters, "default");
    private final LearnedCraft craft = craft("scripted");
    private final ModelHolder holder = new ModelHolder(new ScriptedClassifier());
    private final ModelTopic topic;
    private final ModelFollower follower;
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();

    ModelFollowerTest() {
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        topic = new ModelTopic(consumer, models);
        follower = new ModelFollower(topic, craft, holder, metrics);
    }

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldUseTheActiveVersionAndNameItInEachDecision() {
        // When
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // Then
        assertThat(holder.version()).isEqualTo("v1");
        assertThat(holder.classify(Prompts.prompt("r")).classifier()).isEqualTo("v1");
        assertThat(meters.get(LearningMeter.SWITCHES.id()).counter().count()).isEqualTo(1);
    }

    @Test
    void shouldGoByThePinAndBackWhenItHolds() {
        // Given
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        put("v2", model("v2", "v1", 1));
        put(LearnedModel.ACTIVE, LearnedModel.active("v2", "v1", Prompts.START));
        // When
        put(LearnedModel.PIN, LearnedModel.pin("v1", "v2", Prompts.START, true, null));
        String pinned = holder.version();
        put(LearnedModel.ACTIVE, LearnedModel.active("v2", "v1", Prompts.START));
        String stillPinned = holder.version();
        put(LearnedModel.PIN, LearnedModel.pin("v1", "v2", Prompts.START, false, null));
        // Then
        assertThat(pinned).isEqualTo("v1");
        assertThat(stillPinned).isEqualTo("v1");
        assertThat(holder.version()).isEqualTo("v2");
    }

    @Test
    void shouldUseWhatShipsWhenItIsPinned() {
        // Given
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // When
        put(LearnedModel.PIN, LearnedModel.pin(LearnedModel.BUILT_IN, "v1", Prompts.START, true, null));
        // Then
        assertThat(holder.classify(Prompts.prompt("r")).classifier()).isEqualTo("scripted");
    }

    @Test
    void shouldKeepTheOldOneAndCountOnceWhenBytesAreCorrupt() {
        // Given
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        byte[] weights = craft.learn(List.of());
        put("v2", model("v2", "v1", weights, "0".repeat(64), craft.format()));
        // When
        put(LearnedModel.ACTIVE, LearnedModel.active("v2", "v1", Prompts.START));
        follower.follow();
        follower.follow();
        // Then
        assertThat(holder.version()).isEqualTo("v1");
        assertThat(ignored("corrupt")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOldOneWhenWeightsOrFormatAreNotOurs() {
        // Given
        byte[] noWeights = "PYRCnonsense".getBytes(StandardCharsets.UTF_8);
        put("v1", model("v1", "x", noWeights, Sha256.of(noWeights), craft.format()));
        byte[] good = craft.learn(List.of());
        put("v2", model("v2", "x", good, Sha256.of(good), "of-tomorrow"));
        // When
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", "x", Prompts.START));
        put(LearnedModel.ACTIVE, LearnedModel.active("v2", "x", Prompts.START));
        // Then
        assertThat(holder.version()).isEqualTo(LearnedModel.BUILT_IN);
        assertThat(ignored("unreadable")).isEqualTo(2);
    }

    @Test
    void shouldKeepTheOldOneWhenItWasLearntOverSomethingElse() {
        // Given
        byte[] theirs = craft("learned-of-yesterday").learn(List.of());
        put("v1", model("v1", "x", theirs, Sha256.of(theirs), craft.format()));
        // When
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", "x", Prompts.START));
        // Then
        assertThat(holder.version()).isEqualTo(LearnedModel.BUILT_IN);
        assertThat(ignored("unreadable")).isEqualTo(1);
        assertThatThrownBy(() -> craft.load(theirs, "v1"))
                .isInstanceOf(OtherBaseException.class)
                .hasMessageContaining("learned-of-yesterday")
                .hasMessageContaining("scripted");
    }

    @Test
    void shouldUseAVersionThatComesAfterItsPointer() {
        // Given
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        String before = holder.version();
        // When
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        // Then
        assertThat(before).isEqualTo(LearnedModel.BUILT_IN);
        assertThat(ignored("missing")).isEqualTo(1);
        assertThat(holder.version()).isEqualTo("v1");
    }

    @Test
    void shouldPassOverARecordThatIsNoModel() {
        // When
        append("v9".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3});
        put("v1", model("v1", LearnedModel.BUILT_IN, 0));
        put(LearnedModel.ACTIVE, LearnedModel.active("v1", LearnedModel.BUILT_IN, Prompts.START));
        // Then
        assertThat(holder.version()).isEqualTo("v1");
    }

    private static LearnedCraft craft(String base) {
        return new LearnedCraft(
                new PlainTier(new ScriptedClassifier(), base, new CataloguePriors(Configs.config())),
                new CatalogueQuality(Configs.catalogue()));
    }

    private double ignored(String reason) {
        return meters.get(LearningMeter.IGNORED.id())
                .tag("reason", reason)
                .counter()
                .count();
    }

    private LearnedModel model(String version, String base, double score) {
        LabelRow row = new LabelRow(
                "r/user", "text", "chat", GPT.toString(), score, 1, 1, null, 0, "scripted", 0, null, null, null, null);
        byte[] weights = craft.learn(List.of(row));
        return model(version, base, weights, Sha256.of(weights), craft.format());
    }

    private static LearnedModel model(String version, String base, byte[] weights, String sha256, String format) {
        return new LearnedModel(
                version, base, Prompts.START, 1, Map.of(), format, sha256, ByteBuffer.wrap(weights), false, null);
    }

    private void put(String key, @Nullable LearnedModel model) {
        append(
                key.getBytes(StandardCharsets.UTF_8),
                models.valueSerde().serializer().serialize(models.name(), model));
    }

    /** A mock consumer forgets what it has handed out, so a seek back finds what a broker would hold again. */
    private void append(byte[] key, byte[] value) {
        log.add(new ConsumerRecord<>(models.name(), 0, log.size(), key, value));
        consumer.addRecord(log.getLast());
        topic.poll();
        consumer.schedulePollTask(() -> log.forEach(consumer::addRecord));
        follower.follow();
        consumer.poll(java.time.Duration.ZERO);
    }
}
