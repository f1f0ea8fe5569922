package io.promptyard.router.app;

import io.promptyard.router.deadletter.DeadLetteringDeserializationHandler;
import io.promptyard.router.deadletter.DeadLetteringProcessingHandler;
import io.promptyard.router.deadletter.DeadLetteringProductionHandler;
import io.promptyard.router.deadletter.PassingOverHandler;
import io.promptyard.router.deadletter.Undertaker;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;

/** The properties of our Streams applications, each that is not the default with its reason. */
public final class StreamsProperties {
    private static final int SMALL_BUFFER = 100;
    private static final long COMMIT_MILLIS = 1_000;
    /** A prompt waits for three commits on its way: half this each. Below it a busy lane spends itself on committing. */
    private static final long EXACTLY_ONCE_COMMIT_MILLIS = 100;

    private static final String SESSION_MILLIS = "15000";
    private static final String BEAT_MILLIS = "3000";

    /** Nobody reads a record before its commit, which sends what lingers: so batches may form. */
    private static final int EXACTLY_ONCE_LINGER_MILLIS = 5;

    private static final long BUFFER_MEMORY = 2L * KafkaSettings.MAX_RECORD_BYTES;

    private StreamsProperties() {}

    public static Properties of(String applicationId, int threads, KafkaSettings kafka, Undertaker undertaker) {
        Properties properties = base(applicationId, threads, kafka);
        handlers(properties, undertaker);
        return properties;
    }

    /** Of one whose own topics hold whole prompts: they must take what the public ones take. */
    public static Properties carryingPrompts(String applicationId, KafkaSettings kafka, Undertaker undertaker) {
        Properties properties = of(applicationId, 1, kafka, undertaker);
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(kafka.maxNoteBytes()));
        return properties;
    }

    /**
     * Of an application beside the way of prompts: it owes nobody an answer and passes over what it cannot read. What it
     * makes may be made twice, so it is at least once in every lane; it reads nothing that was not committed.
     */
    public static Properties beside(String applicationId, KafkaSettings kafka) {
        Properties properties = base(applicationId, 1, kafka);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PassingOverHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class);
        consumer(properties, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return properties;
    }

    private static Properties base(String applicationId, int threads, KafkaSettings kafka) {
        Properties properties = new Properties();
        properties.putAll(kafka.clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, kafka.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        // A generated store or topic name would move with every change of the graph.
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                kafka.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        // What a crash repeats is at most one interval.
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                kafka.exactlyOnce() ? EXACTLY_ONCE_COMMIT_MILLIS : COMMIT_MILLIS);
        // Every note goes to its changelog at once; a cache would hold it back until the commit.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.POLL_MS_CONFIG, SMALL_BUFFER / 2);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, SMALL_BUFFER);
        // Never wait for one input to fill before another is processed.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        clients(properties, applicationId, kafka);
        return properties;
    }

    private static void handlers(Properties properties, Undertaker undertaker) {
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetteringDeserializationHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetteringProcessingHandler.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetteringProductionHandler.class);
        properties.put(Undertaker.CONFIG, undertaker);
    }

    private static void clients(Properties properties, String applicationId, KafkaSettings kafka) {
        // Streams' own default of 100 costs 57 ms at p50.
        producer(properties, ProducerConfig.LINGER_MS_CONFIG, kafka.exactlyOnce() ? EXACTLY_ONCE_LINGER_MILLIS : 0);
        producer(properties, ProducerConfig.ACKS_CONFIG, "all");
        producer(properties, ProducerConfig.COMPRESSION_TYPE_CONFIG, kafka.compression());
        producer(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, kafka.maxNoteBytes());
        producer(properties, ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_MEMORY);
        consumer(properties, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer(properties, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, applicationId + "-" + kafka.instance());
        // A member that was killed is missed after this: its standby, or whoever is there, takes over.
        consumer(
                properties,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                kafka.given("session.timeout.ms", SESSION_MILLIS));
        consumer(
                properties,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                kafka.given("heartbeat.interval.ms", BEAT_MILLIS));
        consumer(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, SMALL_BUFFER);
        consumer(properties, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    }

    private static void producer(Properties properties, String name, Object value) {
        properties.put(StreamsConfig.producerPrefix(name), value);
    }

    private static void consumer(Properties properties, String name, Object value) {
        properties.put(StreamsConfig.mainConsumerPrefix(name), value);
    }
}
