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
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Reads what a lane's topics hold that a model can be trained on, from their beginnings to where they end now. In no group, so
 * it disturbs no one. A record that cannot be read is passed over and counted.
 */
public final class LogReader {
    private final ClusterAddress cluster;
    private final RouterTopics topics;
    private final LoggedRows rows;
    private long unreadable;

    private LogReader(ClusterAddress cluster, RouterTopics topics, LoggedRows rows) {
        this.cluster = cluster;
        this.topics = topics;
        this.rows = rows;
    }

    /** The rows, and how many records could not be read. */
    public record Found(List<LabelledPrompt> rows, long unreadable) {}

    /**
     * @param weightCap see {@code learning.weight-cap}
     * @throws java.net.ConnectException when nobody answers there
     */
    public static Found read(ClusterAddress cluster, TopicNames names, double weightCap) throws IOException {
        cluster.knock();
        try (SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()))) {
            LoggedRows rows = new LoggedRows(weightCap);
            LogReader reader = new LogReader(cluster, RouterTopics.of(names, serdes), rows);
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
        each(topics.prompts(), rows::add);
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
