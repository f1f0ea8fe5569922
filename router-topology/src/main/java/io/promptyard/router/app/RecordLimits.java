package io.promptyard.router.app;

import io.promptyard.topic.TopicSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** The largest record that each topic takes, in bytes as the broker counts them. Immutable. */
final class RecordLimits {
    /** Of a batch, of a record, and of each length within it, at most. */
    private static final int BATCH = 61;

    private static final int RECORD = 32;
    private static final int LENGTH = 5;

    private final Map<String, Integer> byTopic = new HashMap<>();
    private final int otherwise;

    /** @param otherwise for topics that are not specified: those that Streams makes for itself */
    RecordLimits(Collection<TopicSpec> topics, int otherwise) {
        topics.forEach(topic -> byTopic.put(topic.name(), topic.maxMessageBytes()));
        this.otherwise = otherwise;
    }

    /** Whether the broker takes it; what is a few bytes below the limit may be counted as above it. */
    boolean permit(ProducerRecord<byte[], byte[]> record) {
        return bytes(record) <= byTopic.getOrDefault(record.topic(), otherwise);
    }

    private static long bytes(ProducerRecord<byte[], byte[]> record) {
        long bytes = BATCH + RECORD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += LENGTH + Utils.utf8Length(header.key()) + length(header.value());
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return LENGTH + (bytes == null ? 0L : bytes.length);
    }
}
