package io.promptyard.router.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.model.ConfigEntry;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.metrics.ConfigMeter;
import io.promptyard.router.metrics.ConfigMetrics;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published of the configuration, and what comes into force of it. */
class ConfigFollowerTest {
    private static final String UNFIT = "unfit";
    private static final CeilingConfig DAILY = new CeilingConfig(
            RouteMatch.ALL,
            null,
            CeilingConfig.Over.REFUSE,
            new BudgetConfig(
                    "all", Map.of(BudgetWindow.DAY, BigDecimal.TEN), ZoneOffset.UTC, List.of(), Set.of(), Set.of()));

    private final SerdeFactory serdes = SerdeFactory.mock("config-follower");
    private final Topic<String, ConfigEntry> topic =
            RouterTopics.of(TopicNames.standard(), serdes).config();
    private final TopicPartition partition = new TopicPartition(topic.name(), 0);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveConfig live = new LiveConfig(Configs.config());
    private final Supplier<String> routes =
            live.each(config -> config.version() + config.routes().size());
    private final MutableClock clock = new MutableClock(Prompts.START);
    private final ConfigFollower follower;
    private long offset;

    ConfigFollowerTest() {
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        follower = new ConfigFollower(
                new PublishedTopic<>(consumer, topic),
                new Source(),
                live,
                new ConfigMetrics(meters),
                new InstanceVoice(new RecordPublisher<>(producer, topic), "a/router"),
                clock);
    }

    @AfterEach
    void close() {
        serdes.close();
    }

    @Test
    void shouldSwitchAllThatIsMadeOfItWhenOneIsPublished() {
        // When
        publish("v2");
        // Then
        assertThat(live.get().version()).isEqualTo("v2");
        assertThat(live.get().routes()).hasSize(1);
        assertThat(routes.get()).isEqualTo("v21");
        assertThat(live.get().providers()).isEqualTo(Configs.config().providers());
        assertThat(meters.get(ConfigMeter.SWITCHED.id()).counter().count()).isEqualTo(1);
        assertThat(meters.get(ConfigMeter.PUBLISHED.id()).gauge().value()).isEqualTo(1);
        assertThat(said())
                .isEqualTo(
                        new ConfigEntry("v2", Prompts.START, 1, null, Sha256.of("v2"), Map.of("providers", "d"), null));
    }

    @Test
    void shouldSayTheSameAgainEachMinuteAndSinceWhenItHolds() {
        // Given
        publish("v2");
        int before = producer.history().size();
        // When
        clock.advance(Duration.ofSeconds(59));
        follower.round();
        assertThat(producer.history()).hasSize(before);
        clock.advance(Duration.ofSeconds(1));
        follower.round();
        follower.round();
        // Then
        assertThat(producer.history()).hasSize(before + 1);
        assertThat(said().at()).isEqualTo(Prompts.START);
        assertThat(said().version()).isEqualTo("v2");
    }

    @Test
    void shouldKeepTheLastGoodOneAndSayWhyWhenTheNextHasProblemsHere() {
        // Given
        publish("v2");
        // When
        publish(UNFIT);
        // Then
        assertThat(live.get().version()).isEqualTo("v2");
        assertThat(routes.get()).isEqualTo("v21");
        assertThat(ignored("unfit")).isEqualTo(1);
        assertThat(said().refused()).isEqualTo("unfit: routes: must name at least one (got none)");
        assertThat(said().version()).isEqualTo("v2");
    }

    @Test
    void shouldKeepTheLastGoodOneWhenTheRecordIsNotOurs() {
        // Given
        publish("v2");
        // When
        append("active", new byte[] {1, 2, 3});
        append("active", "{}".getBytes(StandardCharsets.UTF_8));
        put("active", new ConfigEntry("v3", Prompts.START, 2, "v3", Sha256.of("v3"), Map.of(), null));
        put("active", new ConfigEntry("v4", Prompts.START, 1, "v4", Sha256.of("another"), Map.of(), null));
        put("active", new ConfigEntry("v5", Prompts.START, 1, null, "", Map.of(), null));
        // Then
        assertThat(live.get().version()).isEqualTo("v2");
        assertThat(ignored("unreadable")).isEqualTo(2);
        assertThat(ignored("newer")).isEqualTo(1);
        assertThat(ignored("corrupt")).isEqualTo(2);
        // When
        publish("v6");
        // Then
        assertThat(live.get().version()).isEqualTo("v6");
        assertThat(said().refused()).isNull();
    }

    @Test
    void shouldKeepTheLastGoodOneWhenAPartCannotBeMadeOfIt() {
        // Given
        live.each(config -> {
            if (config.version().equals("v9")) {
                throw new IllegalStateException("no policy of that");
            }
            return config;
        });
        // When
        publish("v9");
        // Then
        assertThat(live.get().version()).isEqualTo("v1");
        assertThat(ignored("unfit")).isEqualTo(1);
    }

    @Test
    void shouldGoBackToItsOwnFileWhenNothingIsPublishedAnyMore() {
        // Given
        publish("v2");
        // When
        put("active", null);
        // Then
        assertThat(live.get().version()).isEqualTo("v1");
        assertThat(routes.get()).isEqualTo("v10");
        assertThat(meters.get(ConfigMeter.PUBLISHED.id()).gauge().value()).isZero();
        assertThat(said().sha256()).isEmpty();
    }

    @Test
    void shouldRefuseWhenWhetherThereAreBudgetsAtAllWouldChange() {
        // When
        publish("budgets");
        // Then
        assertThat(live.get().version()).isEqualTo("v1");
        assertThat(said().refused())
                .contains("ceilings: whether there are budgets at all")
                .endsWith("(got some)");
    }

    @Test
    void shouldTakeNoHeedOfWhatOtherInstancesSay() {
        // When
        put(ConfigEntry.instanceKey("b/router"), ConfigEntry.published("v8", Prompts.START, "v8", Sha256.of("v8")));
        append(ConfigEntry.instanceKey("b/router"), new byte[] {9});
        // Then
        assertThat(live.get().version()).isEqualTo("v1");
        assertThat(meters.get(ConfigMeter.IGNORED.id()).counters())
                .allSatisfy(counter -> assertThat(counter.count()).isZero());
    }

    @Test
    void shouldTakeItsWordBackWhenItIsClosed() {
        // Given
        publish("v2");
        // When
        follower.close();
        // Then
        assertThat(producer.history().getLast().key()).isEqualTo("instance/a/router");
        assertThat(producer.history().getLast().value()).isNull();
    }

    private void publish(String sections) {
        put("active", ConfigEntry.published(sections, Prompts.START, sections, Sha256.of(sections)));
    }

    private void put(String key, @Nullable ConfigEntry entry) {
        append(key, entry == null ? null : topic.valueSerde().serializer().serialize(topic.name(), entry));
    }

    private void append(String key, byte @Nullable [] value) {
        consumer.addRecord(
                new ConsumerRecord<>(topic.name(), 0, offset++, key.getBytes(StandardCharsets.UTF_8), value));
        follower.round();
    }

    private ConfigEntry said() {
        return topic.valueSerde()
                .deserializer()
                .deserialize(topic.name(), producer.history().getLast().value());
    }

    private double ignored(String reason) {
        return meters.get(ConfigMeter.IGNORED.id())
                .tag("reason", reason)
                .counter()
                .count();
    }

    /** Sections are the version, and there is one route in all of them. */
    private static final class Source implements ConfigSource {
        @Override
        public RouterConfig with(String sections) {
            if (sections.equals(UNFIT)) {
                throw new UnfitConfigException("routes: must name at least one (got none)");
            }
            RouterConfig own = Configs.config();
            return new RouterConfig(
                    sections,
                    new TreeMap<>(),
                    own.catalogue(),
                    Map.of(),
                    Map.of(),
                    List.of(new RouteConfig("all", RouteMatch.ALL, new Strategy.CheapestCapable(), null, null, false)),
                    sections.equals("budgets") ? List.of(DAILY) : List.of(),
                    own.retries());
        }

        @Override
        public Map<String, String> restart() {
            return Map.of("providers", "d");
        }
    }
}
