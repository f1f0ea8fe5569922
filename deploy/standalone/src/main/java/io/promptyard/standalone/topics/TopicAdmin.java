package io.promptyard.standalone.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates topics where they are missing, and says where those that exist are not as wanted. It changes no topic that
 * exists: more partitions would move keys, and another retention is for people to decide.
 *
 * <p>Blocking, thread-safe; closes its client on close. Trouble with the cluster is a {@link KafkaException}.
 */
public final class TopicAdmin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Admin admin;
    private final Duration patience;

    /** @param properties of every Kafka client, such as how it proves who it is */
    public TopicAdmin(String bootstrapServers, Map<String, String> properties, Duration patience) {
        this.patience = patience;
        this.admin = Admin.create(settings(bootstrapServers, properties, patience));
    }

    static Map<String, Object> settings(String bootstrapServers, Map<String, String> properties, Duration patience) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "promptyard-topics");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return settings;
    }

    /**
     * Creates those that are missing. All of them exist and have leaders when it returns, also where another process
     * created some at the same time.
     *
     * @return the names of the topics that this call created
     */
    public List<String> createMissing(Collection<WantedTopic> specs) {
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(
                        specs.stream().map(TopicAdmin::newTopic).toList())
                .values();
        List<String> created = new ArrayList<>();
        creations.forEach((topic, creation) -> {
            try {
                await(creation);
                created.add(topic);
            } catch (TopicExistsException e) {
                // Somebody else's, or ours of an earlier start: compared by mismatches().
                LOG.debug("Topic {} exists already", topic);
            }
        });
        awaitLeaders(specs);
        return created.stream().sorted().toList();
    }

    /** What is missing or different; empty when all is as wanted. Ordered as the specs are. */
    public List<TopicMismatch> mismatches(Collection<WantedTopic> specs) {
        Map<String, TopicDescription> found = describe(specs);
        Map<String, Config> configs = configs(found.keySet());
        List<TopicMismatch> mismatches = new ArrayList<>();
        for (WantedTopic spec : specs) {
            TopicDescription topic = found.get(spec.name());
            if (topic == null) {
                mismatches.add(new TopicMismatch(spec.name(), "topic", "present", "none"));
            } else {
                compare(spec, topic, mismatches);
                compare(spec, configs.get(spec.name()), mismatches);
            }
        }
        return List.copyOf(mismatches);
    }

    /** How many partitions each of them has; those that are missing are left out. */
    public Map<String, Integer> partitions(Collection<WantedTopic> specs) {
        Map<String, Integer> partitions = new LinkedHashMap<>();
        describe(specs)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    @Override
    public void close() {
        admin.close(patience);
    }

    private static NewTopic newTopic(WantedTopic spec) {
        Optional<Short> replication =
                spec.replication() == WantedTopic.BROKER_DEFAULT ? Optional.empty() : Optional.of(spec.replication());
        return new NewTopic(spec.name(), Optional.of(spec.partitions()), replication).configs(spec.config());
    }

    /** A creation is answered by the controller, before the brokers have heard of it. */
    private void awaitLeaders(Collection<WantedTopic> specs) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!haveLeaders(specs)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("topics have no leaders after " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        askLeaders(specs);
    }

    /**
     * A leader may hear of it after the others. A producer whose first batch it refuses and whose second it takes can never have the first
     * taken: {@code OUT_OF_ORDER_SEQUENCE_NUMBER}, until its delivery times out. So each answers for itself; the client asks until it does.
     */
    private void askLeaders(Collection<WantedTopic> specs) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        describe(specs)
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        await(admin.listOffsets(ends).all());
    }

    private boolean haveLeaders(Collection<WantedTopic> specs) {
        Map<String, TopicDescription> found = describe(specs);
        return specs.stream().map(WantedTopic::name).allMatch(found::containsKey)
                && found.values().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .noneMatch(partition ->
                                partition.leader() == null || partition.leader().isEmpty());
    }

    private Map<String, TopicDescription> describe(Collection<WantedTopic> specs) {
        Map<String, TopicDescription> found = new LinkedHashMap<>();
        admin.describeTopics(specs.stream().map(WantedTopic::name).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    try {
                        found.put(name, await(description));
                    } catch (UnknownTopicOrPartitionException e) {
                        LOG.debug("Topic {} is not there", name);
                    }
                });
        return found;
    }

    private Map<String, Config> configs(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Config> configs = new LinkedHashMap<>();
        await(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private static void compare(WantedTopic spec, TopicDescription topic, List<TopicMismatch> mismatches) {
        int partitions = topic.partitions().size();
        if (partitions != spec.partitions()) {
            mismatches.add(mismatch(spec, "partitions", spec.partitions(), partitions));
        }
        int replication = topic.partitions().getFirst().replicas().size();
        if (spec.replication() != WantedTopic.BROKER_DEFAULT && replication != spec.replication()) {
            mismatches.add(mismatch(spec, "replication", spec.replication(), replication));
        }
    }

    private static void compare(WantedTopic spec, Config config, List<TopicMismatch> mismatches) {
        new TreeMap<>(spec.config()).forEach((name, wanted) -> {
            ConfigEntry entry = config.get(name);
            String found = entry == null ? "none" : entry.value();
            if (!wanted.equals(found)) {
                mismatches.add(mismatch(spec, name, wanted, found));
            }
        });
    }

    private static TopicMismatch mismatch(WantedTopic spec, String property, Object wanted, Object found) {
        return new TopicMismatch(spec.name(), property, wanted.toString(), String.valueOf(found));
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not answer in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
