package io.promptyard.router.app;

import io.promptyard.router.Names;
import io.promptyard.router.ingress.AnswerPlace;
import io.promptyard.router.ingress.PastAnswers;
import io.promptyard.router.reply.ReplyPartitions;
import io.promptyard.topic.RecordHeaders;
import io.promptyard.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads past answers with a consumer, and produces their copies, on one thread of its own; a bounded number may wait.
 * The copy is byte for byte the first answer, and says in a header that it is one.
 */
public final class KafkaPastAnswers implements PastAnswers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPastAnswers.class);
    private static final int WAITING = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String responses;
    private final boolean exactlyOnce;
    private final ReplyPartitions replyPartitions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ThreadPoolExecutor thread;

    private KafkaPastAnswers(KafkaSettings kafka, TopicNames topics, ReplyPartitions replyPartitions) {
        this.responses = topics.responses();
        this.exactlyOnce = kafka.exactlyOnce();
        this.replyPartitions = replyPartitions;
        this.consumer =
                new KafkaConsumer<>(reading(kafka, topics), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer =
                new KafkaProducer<>(writing(kafka, topics), new ByteArraySerializer(), new ByteArraySerializer());
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("past-answers").daemon().factory());
    }

    public static KafkaPastAnswers connect(KafkaSettings kafka, TopicNames topics, ReplyPartitions replyPartitions) {
        return new KafkaPastAnswers(kafka, topics, replyPartitions);
    }

    private static Map<String, Object> reading(KafkaSettings kafka, TopicNames topics) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, Names.client(topics, "past-answers", kafka.instance()));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, kafka.exactlyOnce() ? "read_committed" : "read_uncommitted");
        // An answer that retention has taken is told at once, not waited for at the end of the log.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return config;
    }

    private static Map<String, Object> writing(KafkaSettings kafka, TopicNames topics) {
        Map<String, Object> config = new HashMap<>(kafka.clientProperties());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, Names.client(topics, "past-answers", kafka.instance()));
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, kafka.maxRecordBytes());
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * kafka.maxRecordBytes());
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, kafka.compression());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return config;
    }

    /** Under exactly-once nobody gets a second record who reads the topic anyway: only a reader of its own partition. */
    @Override
    public void repeat(String id, AnswerPlace place, @Nullable Integer replyPartition) {
        if (exactlyOnce && replyPartition == null) {
            return;
        }
        try {
            thread.execute(() -> copy(id, place, replyPartition));
        } catch (RejectedExecutionException e) {
            LOG.warn("too many repeats wait for their answers: request {} is not answered again", id);
        }
    }

    private void copy(String id, AnswerPlace place, @Nullable Integer replyPartition) {
        try {
            ConsumerRecord<byte[], byte[]> answer = read(place);
            if (answer == null || !id.equals(new String(answer.key(), StandardCharsets.UTF_8))) {
                LOG.warn("the answer of request {} is not there any more", id);
                return;
            }
            var copy = new ProducerRecord<>(
                    responses,
                    replyPartitions.existing(replyPartition),
                    null,
                    answer.key(),
                    answer.value(),
                    answer.headers());
            copy.headers().add(RecordHeaders.REPEAT_OF, RecordHeaders.repeatOf(place.partition(), place.offset()));
            producer.send(copy);
        } catch (RuntimeException e) {
            LOG.warn(
                    "request {} could not be answered again: {}",
                    id,
                    e.getClass().getSimpleName());
        }
    }

    private @Nullable ConsumerRecord<byte[], byte[]> read(AnswerPlace place) {
        TopicPartition partition = new TopicPartition(responses, place.partition());
        consumer.assign(Set.of(partition));
        consumer.seek(partition, place.offset());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            if (record.offset() == place.offset() && record.key() != null) {
                return record;
            }
        }
        return null;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                consumer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(PATIENCE);
    }
}
