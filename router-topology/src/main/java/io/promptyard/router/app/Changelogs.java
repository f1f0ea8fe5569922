package io.promptyard.router.app;

import io.promptyard.topic.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the changelog of a store that an earlier version's graph did not have. Streams has the leader of a group make it when
 * it deals out tasks. A member that comes back under its name within its session gets its old tasks without that, and a
 * leader of the earlier version knows nothing of the store: both would leave the new version waiting for the topic for ever.
 */
public final class Changelogs {
    private static final Logger LOG = LoggerFactory.getLogger(Changelogs.class);
    private static final long PATIENCE_SECONDS = 30;

    private final KafkaSettings kafka;
    private final TopicNames names;

    public Changelogs(KafkaSettings kafka, TopicNames names) {
        this.kafka = kafka;
        this.names = names;
    }

    /**
     * Returns when it is there, whoever made it. Where it cannot be made that is logged, and left to Streams.
     *
     * @param partitions as many as the application has tasks of the kind that has the store
     */
    public void ensure(String application, String store, int partitions) {
        ensure(application, store, partitions, Map.of());
    }

    /** The same, with settings of its own. */
    public void ensure(String application, String store, int partitions, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        all.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(kafka.maxNoteBytes()));
        NewTopic topic = new NewTopic(name(application, store), Optional.of(partitions), replication()).configs(all);
        try (Admin admin = Admin.create(kafka.client(names, "changelogs"))) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            LOG.info("made {}", topic.name());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                LOG.warn(
                        "{} could not be made and is left to Kafka Streams: {}",
                        topic.name(),
                        e.getCause().toString());
            }
        } catch (TimeoutException e) {
            LOG.warn("{} could not be made in {} s and is left to Kafka Streams", topic.name(), PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an application with that store has ever run here. Where the cluster does not say, it has. */
    public boolean exists(String application, String store) {
        String topic = name(application, store);
        try (Admin admin = Admin.create(kafka.client(names, "changelogs"))) {
            admin.describeTopics(List.of(topic)).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof UnknownTopicOrPartitionException);
        } catch (TimeoutException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String name(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    private Optional<Short> replication() {
        return kafka.replicationFactor() < 1 ? Optional.empty() : Optional.of((short) kafka.replicationFactor());
    }
}
