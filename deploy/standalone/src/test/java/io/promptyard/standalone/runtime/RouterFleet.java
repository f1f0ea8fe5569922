package io.promptyard.standalone.runtime;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.config.PublishedOverFile;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A cluster with the workers of all providers, each simulated, and several routers beside it, all in the test's process and
 * from one file.
 */
final class RouterFleet implements AutoCloseable {
    static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GROUP = "promptyard-router";

    final String version;
    final RouterTopics topics;
    private final Path directory;
    private final String yaml;
    private final Promptyard cluster;
    private final SerdeFactory serdes;
    private final Map<String, Promptyard> routers = new TreeMap<>();

    private RouterFleet(Path directory, String yaml) {
        this.directory = directory;
        this.yaml = yaml;
        version = read().router().version();
        cluster = Promptyard.start(launch(new Cluster.Embedded(null), Role.WORKER, "workers"));
        serdes = SerdeFactory.connect(RegistryConfig.of(cluster.registryUrl()));
        topics = RouterTopics.of(TopicNames.standard(), serdes);
    }

    /** Started when every router has partitions of the prompts. */
    static RouterFleet start(Path directory, String yaml, String... names) {
        RouterFleet fleet = new RouterFleet(directory, yaml);
        try {
            Map<String, CompletableFuture<Promptyard>> starting = new HashMap<>();
            for (String name : names) {
                starting.put(name, CompletableFuture.supplyAsync(() -> fleet.router(name)));
            }
            starting.forEach((name, router) -> fleet.routers.put(name, router.join()));
            Awaitility.await("partitions for each of " + List.of(names))
                    .atMost(PATIENCE)
                    .until(() -> fleet.owners().size() == PARTITIONS
                            && Set.copyOf(fleet.owners().values()).equals(Set.of(names)));
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private Promptyard router(String name) {
        return Promptyard.start(launch(
                new Cluster.Remote(cluster.bootstrapServers(), cluster.registryUrl(), false, directory.resolve(name)),
                Role.ROUTER,
                name));
    }

    private LoadedConfig read() {
        return new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow();
    }

    private Launch launch(Cluster at, Role role, String name) {
        LoadedConfig file = read();
        RouterConfig config = file.router();
        Set<ProviderId> workers = role == Role.WORKER ? config.providers().keySet() : Set.of();
        return new Launch(
                        at,
                        Ports.ephemeral(),
                        new Launch.Share(Set.of(role), workers, name),
                        config,
                        new Launch.Simulated(workers, SimulatorSettings.defaults()),
                        new Launch.Admission(Set.of(), 1024 * 1024),
                        new Launch.Traffic(List.of(Lane.standard()), PARTITIONS, Map.of()),
                        Duration.ofSeconds(5))
                .following(new PublishedOverFile(new ConfigLoader(Map.of(), Map.of()), yaml, false, file));
    }

    /** As by SIGTERM: its partitions wait for it. */
    void stop(String name) {
        routers.remove(name).close();
    }

    /** From the same file as all, under the name of one that was stopped. */
    void restart(String name) {
        routers.put(name, router(name));
    }

    /** The router that decides on each partition's prompts. */
    Map<Integer, String> owners() {
        Map<Integer, String> owners = new TreeMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            for (MemberDescription member : admin.describeConsumerGroups(List.of(GROUP))
                    .describedGroups()
                    .get(GROUP)
                    .get()
                    .members()) {
                String instance = member.groupInstanceId().orElseThrow();
                member.assignment().topicPartitions().stream()
                        .filter(each -> each.topic().equals(topics.prompts().name()))
                        .map(TopicPartition::partition)
                        .forEach(partition -> owners.put(partition, instance.split("-", -1)[2]));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return owners;
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    Simulator simulator() {
        return cluster.simulator().orElseThrow();
    }

    <V> TopicTail<V> tail(Topic<String, V> topic) {
        return new TopicTail<>(cluster.bootstrapServers(), topic);
    }

    /** {@code ./promptyard config} with these words. */
    CliRun config(String... words) {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(words));
        all.addAll(List.of("--bootstrap", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        serdes.close();
        routers.values().parallelStream().forEach(Promptyard::close);
        cluster.close();
    }
}
