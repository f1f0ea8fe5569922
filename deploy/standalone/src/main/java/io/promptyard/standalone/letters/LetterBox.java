package io.promptyard.standalone.letters;

import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a lane, as they stood when the box was opened. For one thread; whoever opened it closes it.
 * Kafka's and the registry's own exceptions come through.
 */
public final class LetterBox implements AutoCloseable {
    private final ClusterAddress cluster;
    private final SerdeFactory serdes;
    private final RouterTopics topics;
    private final TopicScan scan;

    private LetterBox(ClusterAddress cluster, SerdeFactory serdes, RouterTopics topics, TopicScan scan) {
        this.cluster = cluster;
        this.serdes = serdes;
        this.topics = topics;
        this.scan = scan;
    }

    /** @throws java.net.ConnectException when nobody answers there */
    public static LetterBox open(ClusterAddress cluster, TopicNames names) throws IOException {
        cluster.knock();
        SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        try {
            RouterTopics topics = RouterTopics.of(names, serdes);
            return new LetterBox(cluster, serdes, topics, TopicScan.of(cluster, names.deadLetters()));
        } catch (RuntimeException e) {
            serdes.close();
            throw e;
        }
    }

    /** What a pass came by. {@code unreadable} records of the topic are no dead letters at all. */
    public record Pass(long read, long meant, long unreadable) {}

    /** Hands on every letter that is meant, in order within a partition. May be called again. */
    public Pass forEach(LetterFilter filter, Consumer<FoundLetter> reader) {
        long[] counts = new long[3];
        scan.forEach(record -> {
            counts[0]++;
            FoundLetter found = found(record);
            if (found == null) {
                counts[2]++;
            } else if (filter.test(found)) {
                counts[1]++;
                reader.accept(found);
            }
        });
        return new Pass(counts[0], counts[1], counts[2]);
    }

    /** Null for a record that is no dead letter. */
    private @Nullable FoundLetter found(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = read(record);
        if (letter == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new FoundLetter(new LetterPlace(record.partition(), record.offset()), letter, headers);
    }

    private @Nullable DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return topics.deadLetters().valueSerde().deserializer().deserialize(record.topic(), record.value());
        } catch (UnreadableRecordException e) {
            return null;
        }
    }

    ClusterAddress cluster() {
        return cluster;
    }

    RouterTopics topics() {
        return topics;
    }

    @Override
    public void close() {
        scan.close();
        serdes.close();
    }
}
