package io.promptyard.standalone.experiments;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.router.published.RecordPublisher;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.serde.UnreadableRecordException;
import io.promptyard.standalone.config.MaskedConfig;
import io.promptyard.standalone.letters.ClusterAddress;
import io.promptyard.standalone.letters.TopicScan;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The experiments of a running system, as its topic keeps them: read whole at each look, in no consumer group. What nobody can
 * read is passed over. For one thread; whoever opened it closes it. Kafka's and the registry's own exceptions come through.
 */
public final class ExperimentRegistry implements AutoCloseable {
    /** Room in the largest record for what surrounds report and configuration. */
    private static final int ENVELOPE = 64 * 1024;

    private final ClusterAddress cluster;
    private final SerdeFactory serdes;
    private final Topic<String, ExperimentRecord> topic;

    private ExperimentRegistry(ClusterAddress cluster, SerdeFactory serdes, Topic<String, ExperimentRecord> topic) {
        this.cluster = cluster;
        this.serdes = serdes;
        this.topic = topic;
    }

    /**
     * @param names of any lane
     * @throws java.net.ConnectException when nobody answers there
     */
    public static ExperimentRegistry open(ClusterAddress cluster, TopicNames names) throws IOException {
        cluster.knock();
        SerdeFactory serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        return new ExperimentRegistry(
                cluster, serdes, RouterTopics.of(names, serdes).experiments());
    }

    /**
     * Puts it in the place of what stood under its id; returns when the broker has it. Secrets in its configuration are masked
     * on the way, as {@link MaskedConfig} does.
     *
     * @throws IOException when it is larger than the topic takes
     * @throws io.promptyard.standalone.config.InvalidConfigException when its configuration is no YAML
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException when the system has no such topic
     */
    public void put(ExperimentRecord record) throws IOException {
        ExperimentRecord masked = new ExperimentRecord(
                record.id(),
                record.name(),
                record.kind(),
                record.state(),
                record.createdAt(),
                record.updatedAt(),
                record.candidateVersion(),
                MaskedConfig.of(record.candidateConfig()),
                record.summary(),
                record.report());
        int bytes = bytes(masked.report()) + bytes(masked.candidateConfig());
        if (bytes > TopicCatalogue.MAX_EXPERIMENT_BYTES - ENVELOPE) {
            throw new IOException("experiment " + record.id() + ": its report and configuration have " + bytes
                    + " bytes, and " + topic.name() + " takes " + TopicCatalogue.MAX_EXPERIMENT_BYTES);
        }
        TopicScan.of(cluster, topic.name()).close(); // or the producer would wait long for a topic that is not there
        try (RecordPublisher<ExperimentRecord> publisher =
                RecordPublisher.connect(cluster.client(Map.of()), topic, TopicCatalogue.MAX_EXPERIMENT_BYTES)) {
            publisher.put(masked.id(), masked);
        }
    }

    /** @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException when the system has no such topic */
    public Optional<ExperimentRecord> get(String id) {
        return Optional.ofNullable(read().get(id));
    }

    /**
     * The newest first.
     *
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException when the system has no such topic
     */
    public List<ExperimentRecord> list() {
        return read().values().stream()
                .sorted(Comparator.comparing(ExperimentRecord::createdAt)
                        .reversed()
                        .thenComparing(ExperimentRecord::id))
                .toList();
    }

    private Map<String, ExperimentRecord> read() {
        Map<String, ExperimentRecord> latest = new HashMap<>();
        try (TopicScan scan = TopicScan.of(cluster, topic.name())) {
            scan.forEach(record -> take(latest, record));
        }
        return latest;
    }

    private void take(Map<String, ExperimentRecord> latest, ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            latest.remove(key);
            return;
        }
        try {
            latest.put(key, topic.valueSerde().deserializer().deserialize(record.topic(), record.value()));
        } catch (UnreadableRecordException e) {
            // A later version's, or somebody else's: what stood there before stays.
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void close() {
        serdes.close();
    }
}
