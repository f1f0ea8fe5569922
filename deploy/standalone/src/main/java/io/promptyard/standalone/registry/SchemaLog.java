package io.promptyard.standalone.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas topic: written with {@code acks=all} and read back, so that what {@link #append} has returned from is
 * durable and applied in the order of the log. Blocking, and confined to one thread, the registry's writer.
 */
final class SchemaLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaLog.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final TopicPartition partition;
    private final Duration patience;
    private final Consumer<LogEntry> listener;
    private final String clusterId;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Set while a write may or may not be in the log: the next one looks first. */
    private boolean uncertain;

    private SchemaLog(RegistrySettings settings, Consumer<LogEntry> listener, String clusterId) {
        this.clusterId = clusterId;
        this.partition = new TopicPartition(settings.topic(), 0);
        this.patience = settings.patience();
        this.listener = listener;
        this.producer =
                new KafkaProducer<>(producerConfig(settings), new ByteArraySerializer(), new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(consumerConfig(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Creates the topic where it is missing, and tells the listener all that it holds. */
    static SchemaLog open(RegistrySettings settings, Consumer<LogEntry> listener) {
        String clusterId = ensureTopic(settings);
        SchemaLog log = new SchemaLog(settings, listener, clusterId);
        try {
            log.consumer.assign(List.of(log.partition));
            log.consumer.seekToBeginning(List.of(log.partition));
            log.catchUp();
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Tells the listener what others have written meanwhile, if the last write's fate is not known. */
    void settle() {
        if (uncertain) {
            catchUp();
            uncertain = false;
        }
    }

    /** Returns when the entry is durable and the listener has it. */
    void append(LogEntry entry) {
        uncertain = true;
        try {
            long offset = producer.send(
                            new ProducerRecord<>(partition.topic(), 0, LogCodec.key(entry), LogCodec.value(entry)))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            readTo(offset + 1);
            uncertain = false;
        } catch (ExecutionException e) {
            throw RegistryError.backend(
                    "write not acknowledged: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw RegistryError.backend("write not acknowledged in " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryError.backend("interrupted");
        } catch (KafkaException e) {
            throw RegistryError.backend(e.getMessage());
        }
    }

    String clusterId() {
        return clusterId;
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        consumer.close(CloseOptions.timeout(CLOSE));
    }

    private void catchUp() {
        readTo(consumer.endOffsets(Set.of(partition), patience).getOrDefault(partition, 0L));
    }

    private void readTo(long end) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(partition, patience) < end) {
            if (System.nanoTime() > deadline) {
                throw RegistryError.backend(
                        "%s not read to offset %d in %d s".formatted(partition, end, patience.toSeconds()));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.accept(LogCodec.decode(record.key(), record.value()));
        } catch (RuntimeException e) {
            // Not a registry's record: it must not keep all others from being served.
            LOG.warn(
                    "{} offset {} is not a registry record and is skipped: {}",
                    partition,
                    record.offset(),
                    e.toString());
        }
    }

    /** The id of the cluster that has the topic. */
    private static String ensureTopic(RegistrySettings settings) {
        NewTopic topic = new NewTopic(settings.topic(), Optional.of(1), Optional.empty())
                .configs(Map.of("cleanup.policy", "compact"));
        long patience = settings.patience().toMillis();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) patience))) {
            if (!create(admin, topic)) {
                check(admin, settings.topic());
            }
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw RegistryError.backend(
                    "topic " + settings.topic() + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RegistryError.backend("interrupted");
        }
    }

    private static boolean create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(Set.of(topic)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private static void check(Admin admin, String topic) throws ExecutionException, InterruptedException {
        int partitions = admin.describeTopics(Set.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String cleanup = admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
        // Deletion by age would forget schemas, and more partitions their order.
        if (partitions != 1 || !"compact".equals(cleanup)) {
            throw RegistryError.backend("topic %s must have 1 partition and cleanup.policy=compact (got %d and %s)"
                    .formatted(topic, partitions, cleanup));
        }
    }

    private static Map<String, Object> producerConfig(RegistrySettings settings) {
        int patience = (int) settings.patience().toMillis();
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "promptyard-registry",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                patience,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patience / 2,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                patience);
    }

    private static Map<String, Object> consumerConfig(RegistrySettings settings) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "promptyard-registry",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) POLL.toMillis(),
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) settings.patience().toMillis());
    }
}
