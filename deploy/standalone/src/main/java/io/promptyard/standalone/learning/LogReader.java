package io.promptyard.standalone.learning;

import io.promptyard.router.feedback.LoggedRows;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Reads what a lane's topics hold that a model can be trained on, from their beginnings to where they end now. In no group, so
 * it disturbs no one. A record that cannot be read is passed over and counted.
 */
public final class LogReader {
    private final ClusterAddress cluster;
    private final RouterTopics topics;
    private final LoggedRows rows;
    private final Predicate<Instant> written;
    private long unreadable;

    private LogReader(ClusterAddress cluster, RouterTopics topics, LoggedRows rows, Predicate<Instant> written) {
        this.cluster = cluster;
        this.topics = topics;
        this.rows = rows;
        this.written = written;
    }

    /** The rows, and how many records could not be read. */
    public record Found(List<LabelledPrompt> rows, long unreadable) {}

    /**
     * @param weightCap see {@code learning.weight-cap}
     * @param written whether prompts of that time count, whenever they were judged
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Found read(ClusterAddress cluster, TopicNames names, double weightCap, Predicate<Instant> written)
            throws IOException {
        cluster.knock();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()))) {
            LoggedRows rows = new LoggedRows(weightCap);
            LogReader reader = new LogReader(cluster, RouterTopics.of(names, serdes), rows, written);
            reader.read();
            return new Found(rows.rows(), reader.unreadable);
        }
    }

    private void read() {
        each(topics.feedback(), rows::start);
        try (TopicScan attempts = TopicScan.of(cluster, topics.attempts().name())) {
            each(attempts, topics.attempts(), rows::start);
            each(attempts, topics.attempts(), rows::add);
        }
        each(topics.decisions(), rows::add);
        each(topics.prompts(), (id, prompt) -> {
            if (written.test(prompt.createdAt())) {
                rows.add(id, prompt);
            }
        });
    }

    private <V> void each(Topic<String, V> topic, BiConsumer<String, V> reader) {
        try (TopicScan scan = TopicScan.of(cluster, topic.name())) {
            each(scan, topic, reader);
        }
    }

    private <V> void each(TopicScan scan, Topic<String, V> topic, BiConsumer<String, V> reader) {
        unreadable += scan.forEach(topic, reader);
    }
}
