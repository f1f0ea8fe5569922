package io.promptyard.gateway.correlation;

import io.promptyard.model.ResponseChunk;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the reply partitions of responses and response-chunks from their ends, each topic by a plain consumer on its
 * own thread, without a group. Values are read only for ids that somebody here waits for. {@link #start} and {@link
 * #close} block.
 */
final class ResponseSubscriber {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseSubscriber.class);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Topic<String, FinalResponse> responses;
    private final Topic<String, ResponseChunk> chunks;
    private final ResponseListener listener;
    private final List<Integer> partitions;
    private final RecordLoop responseLoop;
    private final RecordLoop chunkLoop;

    private ResponseSubscriber(
            GatewayTopics topics,
            ResponseListener listener,
            List<Integer> partitions,
            Consumer<String, byte[]> responseConsumer,
            Consumer<String, byte[]> chunkConsumer) {
        this.responses = topics.responses();
        this.chunks = topics.responseChunks();
        this.listener = listener;
        this.partitions = partitions;
        this.responseLoop = new RecordLoop("gateway-responses", responseConsumer, this::response);
        this.chunkLoop = new RecordLoop("gateway-response-chunks", chunkConsumer, this::chunk);
    }

    /**
     * Stands at the ends of the reply partitions when it returns. {@code wanted} empty means all partitions of
     * responses; {@code committed} keeps back what a transaction has not committed.
     *
     * @throws IllegalArgumentException when a wanted partition does not exist in both topics
     */
    static ResponseSubscriber start(
            Map<String, Object> kafka,
            GatewayTopics topics,
            List<Integer> wanted,
            boolean committed,
            ResponseListener listener) {
        Map<String, Object> settings = KafkaSettings.consumer(kafka, committed);
        return start(() -> new KafkaConsumer<>(settings), topics, wanted, listener);
    }

    static ResponseSubscriber start(
            Supplier<Consumer<String, byte[]>> consumers,
            GatewayTopics topics,
            List<Integer> wanted,
            ResponseListener listener) {
        Consumer<String, byte[]> responseConsumer = consumers.get();
        Consumer<String, byte[]> chunkConsumer = consumers.get();
        try {
            List<Integer> partitions = ReplyPartitions.resolve(
                    wanted, existing(responseConsumer, topics.responses().name()));
            ReplyPartitions.resolve(
                    partitions, existing(chunkConsumer, topics.responseChunks().name()));
            stand(responseConsumer, topics.responses().name(), partitions);
            stand(chunkConsumer, topics.responseChunks().name(), partitions);
            ResponseSubscriber subscriber =
                    new ResponseSubscriber(topics, listener, partitions, responseConsumer, chunkConsumer);
            subscriber.responseLoop.start();
            subscriber.chunkLoop.start();
            return subscriber;
        } catch (RuntimeException failure) {
            responseConsumer.close();
            chunkConsumer.close();
            throw failure;
        }
    }

    List<Integer> partitions() {
        return partitions;
    }

    void close() {
        responseLoop.close();
        chunkLoop.close();
    }

    private static List<Integer> existing(Consumer<String, byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER_LIMIT);
        if (found == null || found.isEmpty()) {
            throw new IllegalArgumentException("topic " + topic + ": must exist (got none)");
        }
        return found.stream().map(PartitionInfo::partition).sorted().toList();
    }

    /** Asks for the position, because seeking to the end is lazy: only now can nothing be missed. */
    private static void stand(Consumer<String, byte[]> consumer, String topic, List<Integer> partitions) {
        List<TopicPartition> assigned =
                partitions.stream().map(each -> new TopicPartition(topic, each)).toList();
        consumer.assign(assigned);
        consumer.seekToEnd(assigned);
        assigned.forEach(each -> consumer.position(each, ANSWER_LIMIT));
    }

    private void response(ConsumerRecord<String, byte[]> entry) {
        String id = entry.key();
        if (id == null || !listener.wantsResponse(id)) {
            return;
        }
        FinalResponse response = read(responses, entry, responseLoop);
        if (response == null) {
            listener.onUnreadable(id);
        } else {
            listener.onResponse(response);
        }
    }

    /** A chunk that cannot be read is a missing one: the final answer makes up for it. */
    private void chunk(ConsumerRecord<String, byte[]> entry) {
        String id = entry.key();
        if (id != null && listener.wantsChunk(id)) {
            ResponseChunk chunk = read(chunks, entry, chunkLoop);
            if (chunk != null) {
                listener.onChunk(chunk);
            }
        }
    }

    private static <V> @Nullable V read(Topic<String, V> topic, ConsumerRecord<String, byte[]> entry, RecordLoop loop) {
        return RecordReader.read(topic, entry, loop::closed, LOG);
    }
}
