package io.promptyard.router.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.router.fixture.Attempts;
import io.promptyard.router.fixture.Healths;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptFollowerTest {
    private final SerdeFactory serdes = SerdeFactory.mock("attempt-follower");
    private final RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
    private final Topic<String, ProviderAttempt> attempts = topics.attempts();
    private final Topic<String, ProviderHealth> health = topics.providerHealth();
    private final RouterTopics batch = RouterTopics.of(TopicNames.standard().ofLane("batch"), serdes);
    private final TopicPartition inBatch = new TopicPartition(batch.attempts().name(), 0);
    private final TopicPartition told = new TopicPartition(health.name(), 0);
    private final TopicPartition first = new TopicPartition(attempts.name(), 0);
    private final TopicPartition second = new TopicPartition(attempts.name(), 1);
    private final MockConsumer<byte[], byte[]> consumer = new FromTheThird();
    private boolean registryDown;
    private final AttemptFollower follower = new AttemptFollower(
            consumer,
            List.of(
                    new Topic<>(
                            attempts.name(),
                            attempts.keySerde(),
                            Serdes.serdeFrom(attempts.valueSerde().serializer(), this::read)),
                    batch.attempts()),
            List.of(health, batch.providerHealth()),
            new AttemptLedger(Attempts.config()),
            Clock.fixed(Attempts.T0.plusSeconds(1), ZoneOffset.UTC));

    /** Of the first partition what is not too old begins at offset 3; of the second there is nothing. */
    private final class FromTheThird extends MockConsumer<byte[], byte[]> {
        FromTheThird() {
            super("latest");
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            assertThat(times.values())
                    .containsOnly(Attempts.T0.minusSeconds(599).toEpochMilli());
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            found.put(first, new OffsetAndTimestamp(3, 0));
            found.put(second, null);
            found.put(inBatch, new OffsetAndTimestamp(0, 0));
            return found;
        }
    }

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldKnowNothingBeforeItHasRead() {
        // When
        Snapshot snapshot = follower.get();
        // Then
        assertThat(snapshot).isEqualTo(Snapshot.NOTHING);
    }

    @Test
    void shouldReadEveryPartitionFromWhatIsNotTooOldAndPassOverWhatItCannotRead() {
        // Given
        assign();
        put(first, 3, Attempts.started("a", Attempts.FAST, Attempts.T0));
        consumer.addRecord(new ConsumerRecord<>(attempts.name(), 0, 4, new byte[0], new byte[] {1, 2, 3}));
        consumer.addRecord(new ConsumerRecord<>(attempts.name(), 1, 7, new byte[0], null));
        put(second, 8, Attempts.started("b", Attempts.FAST, Attempts.T0));
        // When
        follower.poll();
        // Then
        assertThat(follower.get().targets().get(Attempts.FAST))
                .isNotNull()
                .satisfies(state -> assertThat(state.open()).isEqualTo(2));
        assertThat(consumer.position(first)).isEqualTo(5);
    }

    @Test
    void shouldCountWhatAllLanesTakeOfAProvidersLimit() {
        // Given
        assign();
        for (int i = 0; i < 5; i++) {
            put(first, 3 + i, Attempts.started("a" + i, Attempts.LIMITED, Attempts.T0));
            put(inBatch, i, Attempts.started("b" + i, Attempts.LIMITED, Attempts.T0));
        }
        // When
        follower.poll();
        // Then: of ten a minute
        assertThat(follower.get().targets().get(Attempts.LIMITED))
                .isNotNull()
                .satisfies(state -> assertThat(state.headroom()).isZero());
    }

    @Test
    void shouldKnowWhatWorkersSayOfTargetsFromTheBeginning() {
        // Given
        assign();
        Instant until = Attempts.T0.plusSeconds(30);
        ProviderHealth open = Healths.of(Attempts.FAST, ProviderHealth.State.OPEN, until);
        consumer.addRecord(new ConsumerRecord<>(
                health.name(),
                0,
                0,
                new byte[0],
                health.valueSerde().serializer().serialize(health.name(), open)));
        // When
        follower.poll();
        // Then
        assertThat(follower.get().targets().get(Attempts.FAST))
                .isNotNull()
                .satisfies(state -> assertThat(state.notBefore()).isEqualTo(until));
    }

    @Test
    void shouldReadTheRestOfAllPartitionsAgainWhenTheRegistryWasDown() {
        // Given
        assign();
        put(first, 3, Attempts.started("a", Attempts.FAST, Attempts.T0));
        put(first, 4, Attempts.started("b", Attempts.FAST, Attempts.T0));
        put(second, 7, Attempts.started("c", Attempts.FAST, Attempts.T0));
        registryDown = true;
        // When
        assertThatThrownBy(follower::poll).isInstanceOf(SerializationException.class);
        // Then
        assertThat(consumer.position(first)).isEqualTo(3);
        assertThat(consumer.position(second)).isEqualTo(7);
    }

    @Test
    void shouldNotReadAgainWhatItHadTakenBeforeTheRegistryWentDown() {
        // Given
        assign();
        put(first, 3, Attempts.started("a", Attempts.FAST, Attempts.T0));
        put(first, 4, Attempts.started("down", Attempts.FAST, Attempts.T0));
        // When
        assertThatThrownBy(follower::poll).isInstanceOf(SerializationException.class);
        // Then
        assertThat(consumer.position(first)).isEqualTo(4);
        assertThat(follower.get().targets().get(Attempts.FAST))
                .isNotNull()
                .satisfies(state -> assertThat(state.open()).isEqualTo(1));
    }

    private ProviderAttempt read(String name, byte[] bytes) {
        ProviderAttempt attempt = attempts.valueSerde().deserializer().deserialize(name, bytes);
        if (registryDown || attempt.attemptId().equals("down")) {
            throw new SerializationException("registry is down");
        }
        return attempt;
    }

    private void assign() {
        Node node = new Node(0, "127.0.0.1", 1);
        Node[] nodes = {node};
        consumer.updatePartitions(
                attempts.name(),
                List.of(
                        new PartitionInfo(attempts.name(), 0, node, nodes, nodes),
                        new PartitionInfo(attempts.name(), 1, node, nodes, nodes)));
        consumer.updatePartitions(health.name(), List.of(new PartitionInfo(health.name(), 0, node, nodes, nodes)));
        for (Topic<String, ?> each : List.of(batch.attempts(), batch.providerHealth())) {
            consumer.updatePartitions(each.name(), List.of(new PartitionInfo(each.name(), 0, node, nodes, nodes)));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition(each.name(), 0), 0L));
        }
        consumer.updateEndOffsets(Map.of(first, 5L, second, 7L));
        consumer.updateBeginningOffsets(Map.of(told, 0L));
        follower.assign();
        assertThat(consumer.position(first)).isEqualTo(3);
        assertThat(consumer.position(second)).isEqualTo(7);
    }

    private void put(TopicPartition partition, long offset, ProviderAttempt attempt) {
        byte[] value = attempts.valueSerde().serializer().serialize(partition.topic(), attempt);
        consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], value));
    }
}
