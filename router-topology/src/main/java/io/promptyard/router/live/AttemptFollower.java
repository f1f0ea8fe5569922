package io.promptyard.router.live;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderHealth;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code attempts} of all lanes, in no group, on a thread of its own: all partitions, from some minutes ago, and {@code provider-health} from its beginning. Decisions never wait for
 * it: they take the last snapshot, and without one they know nothing of the running system. {@link #get} is for any thread.
 */
public final class AttemptFollower implements Supplier<Snapshot>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long CLOSE_MILLIS = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    /** By their names, of each lane. */
    private final Map<String, Topic<String, ProviderAttempt>> attempts = new TreeMap<>();

    private final Map<String, Topic<String, ProviderHealth>> healths = new TreeMap<>();
    private final AttemptLedger ledger;
    private final Clock clock;
    private final Thread thread;
    private boolean assigned;
    private volatile Snapshot latest = Snapshot.NOTHING;
    private volatile boolean closed;

    AttemptFollower(
            Consumer<byte[], byte[]> consumer,
            List<Topic<String, ProviderAttempt>> attempts,
            List<Topic<String, ProviderHealth>> healths,
            AttemptLedger ledger,
            Clock clock) {
        this.consumer = consumer;
        attempts.forEach(each -> this.attempts.put(each.name(), each));
        healths.forEach(each -> this.healths.put(each.name(), each));
        this.ledger = ledger;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("attempt-follower").daemon().unstarted(this::run);
    }

    /**
     * @param client settings of a Kafka client on the cluster
     * @param lanes all of the process: providers know of no lanes
     * @param live the configuration of the moment
     * @param backlog hears which calls have been begun
     */
    public static AttemptFollower start(
            Map<String, Object> client,
            List<RouterTopics> lanes,
            Supplier<RouterConfig> live,
            Backlog backlog,
            Clock clock) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        AttemptFollower follower = new AttemptFollower(
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                lanes.stream().map(RouterTopics::attempts).toList(),
                lanes.stream().map(RouterTopics::providerHealth).toList(),
                new AttemptLedger(live, backlog),
                clock);
        follower.thread.start();
        return follower;
    }

    @Override
    public Snapshot get() {
        return latest;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                round();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debug("closed");
        }
    }

    private void round() {
        try {
            if (!assigned) {
                assign();
                assigned = true;
            }
            poll();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) { // of the broker: the next round may be better
            LOG.warn("attempts could not be read: {}", e.getClass().getSimpleName());
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** All partitions, each from the first record that is not too old, else from its end. */
    void assign() {
        List<TopicPartition> partitions = partitions(attempts.keySet());
        List<TopicPartition> told = partitions(healths.keySet());
        consumer.assign(Stream.concat(partitions.stream(), told.stream()).toList());
        consumer.seekToBeginning(told);
        Instant since = clock.instant().minus(LOOK_BACK);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp offset = found.get(each);
            if (offset == null) {
                consumer.seekToEnd(List.of(each));
            } else {
                consumer.seek(each, offset.offset());
            }
        }
    }

    private List<TopicPartition> partitions(Set<String> names) {
        return names.stream()
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** Reads what has come, and makes the next snapshot of it. What cannot be taken now, as the registry is down, is read again. */
    void poll() {
        Map<TopicPartition, Long> unread = new HashMap<>();
        try {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.partitions()
                    .forEach(each ->
                            unread.put(each, polled.records(each).getFirst().offset()));
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                try {
                    take(record);
                } catch (UnreadableRecordException | IllegalArgumentException e) {
                    LOG.debug("record at offset {} of {} is not readable", record.offset(), record.topic());
                }
                unread.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            unread.clear();
        } finally {
            unread.forEach(consumer::seek);
            latest = ledger.snapshot(clock.instant());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        Topic<String, ProviderHealth> health = healths.get(record.topic());
        if (health != null) {
            ProviderHealth told = health.valueSerde().deserializer().deserialize(record.topic(), record.value());
            ledger.take(told, Instant.ofEpochMilli(record.timestamp()));
        } else {
            Topic<String, ProviderAttempt> topic = Objects.requireNonNull(attempts.get(record.topic()));
            ledger.take(topic.valueSerde().deserializer().deserialize(record.topic(), record.value()));
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
