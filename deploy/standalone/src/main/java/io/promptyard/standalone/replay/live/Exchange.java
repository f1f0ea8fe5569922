package io.promptyard.standalone.replay.live;

import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prompts into a lane and what comes of them, each id once over all runs: what the lane's topics hold of an earlier run is not
 * sent again, and its answer is the answer. Thread-safe. Remembers every answer, so memory grows with the sample.
 */
final class Exchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final RouterTopics topics;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<FinalResponse>> answers = new ConcurrentHashMap<>();
    private final KafkaProducer<String, PromptRequest> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader;
    private volatile boolean closed;

    private Exchange(ClusterAddress cluster, RouterTopics topics) {
        this.topics = topics;
        producer = new KafkaProducer<>(
                cluster.client(
                        Map.of("acks", "all", "max.request.size", TopicCatalogue.MAX_CONTENT_BYTES, "linger.ms", 0)),
                topics.prompts().keySerde().serializer(),
                topics.prompts().valueSerde().serializer());
        consumer = new KafkaConsumer<>(
                cluster.client(Map.of(
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        reader = Thread.ofPlatform().name("experiment-answers").unstarted(this::read);
    }

    /** Reads what was sent before, whole. */
    static Exchange open(ClusterAddress cluster, RouterTopics topics) {
        Exchange exchange = new Exchange(cluster, topics);
        try {
            try (TopicScan scan = TopicScan.of(cluster, topics.prompts().name())) {
                scan.forEach(topics.prompts(), (id, prompt) -> exchange.sent.add(id));
            }
            List<TopicPartition> partitions =
                    exchange.consumer.partitionsFor(topics.responses().name(), PATIENCE).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            exchange.consumer.assign(partitions);
            exchange.consumer.seekToBeginning(partitions);
            exchange.reader.start();
            return exchange;
        } catch (RuntimeException e) {
            exchange.close();
            throw e;
        }
    }

    /** How many ids the lane has been sent. */
    int sent() {
        return sent.size();
    }

    /** Whether the lane has been sent it, by this run or one before: it has its end, or will have. */
    boolean wasSent(String id) {
        return sent.contains(id);
    }

    /** Completes with the first terminal response of its id; with a failure when it cannot be sent, or this is closed. */
    CompletableFuture<FinalResponse> ask(PromptRequest prompt) {
        String id = prompt.id().value();
        CompletableFuture<FinalResponse> answer = answer(id);
        if (closed) {
            answer.completeExceptionally(new IllegalStateException("closed"));
        } else if (sent.add(id)) {
            producer.send(new ProducerRecord<>(topics.prompts().name(), id, prompt), (metadata, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                }
            });
        }
        return answer;
    }

    private CompletableFuture<FinalResponse> answer(String id) {
        return answers.computeIfAbsent(id, any -> new CompletableFuture<>());
    }

    private void read() {
        try {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("stopped reading answers");
        } catch (RuntimeException e) {
            LOG.error("cannot read answers any more: {}", e.getClass().getSimpleName());
            closed = true;
            answers.values().forEach(each -> each.completeExceptionally(e));
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            FinalResponse response = topics.responses()
                    .valueSerde()
                    .deserializer()
                    .deserialize(record.topic(), record.headers(), record.value());
            if (response != null) {
                RequestId id = response.id();
                answer(id.value()).complete(response); // a later one changes nothing: the first by offset is binding
            }
        } catch (UnreadableRecordException e) {
            LOG.warn("passed over an unreadable answer: partition={} offset={}", record.partition(), record.offset());
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close(PATIENCE);
        answers.values().forEach(each -> each.completeExceptionally(new IllegalStateException("closed")));
    }
}
