package io.promptyard.standalone.runtime;

import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.config.PublishedOverFile;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A whole Promptyard in the test's process, all providers but {@code dead} simulated, with serdes for its topics. */
final class TestYard implements AutoCloseable {
    static final int PARTITIONS = 3;

    // Model names ask the simulator for faults. Nothing listens where the provider dead is said to be.
    private static final String CONFIG = """
            providers:
              openai:    { dialect: openai, regions: [us] }
              anthropic: { dialect: anthropic, regions: [us] }
              mistral:   { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [eu] }
              dead:      { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [us] }
              slow:      { dialect: openai, regions: [us], max-concurrency: 6, look-ahead: 24 }
            models:
              openai/gpt-4o--fail500: { like: openai/gpt-4o }
              openai/gpt-4o--stall:   { like: openai/gpt-4o }
              dead/gpt-4o:            { like: openai/gpt-4o }
              slow/many--slow2000:    { like: openai/gpt-4o, quality: 0 }
              slow/one--slow2000:     { like: openai/gpt-4o, quality: 0 }
              slow/many--slow100:     { like: openai/gpt-4o, quality: 0 }
            aliases: { smart: anthropic/claude-sonnet-4-5 }
            routes:
              - { name: shaky, match: { endpoint: shaky }, strategy: { priority: [dead/gpt-4o, openai/gpt-4o] } }
              - { name: rest,  match: {}, strategy: cheapest-capable }
            retries: { max-attempts: 3, backoff: { initial: 20ms, max: 5s } }
            """;

    final Promptyard promptyard;
    final SerdeFactory serdes;
    final RouterTopics topics;
    final RouterConfig config;

    private TestYard(Promptyard promptyard, RouterConfig config) {
        this.promptyard = promptyard;
        this.config = config;
        serdes = SerdeFactory.connect(RegistryConfig.of(promptyard.registryUrl()));
        topics = RouterTopics.of(TopicNames.standard(), serdes);
    }

    /** With its state in {@code dataDir}; null for a temporary one. */
    static TestYard start(@Nullable Path dataDir) {
        return on(new Cluster.Embedded(dataDir));
    }

    /** The same, with more of a configuration. */
    static TestYard start(Path dataDir, String more) {
        return on(new Cluster.Embedded(dataDir), List.of(Lane.standard()), SimulatorSettings.defaults(), more);
    }

    static TestYard on(Cluster cluster) {
        return on(cluster, List.of(Lane.standard()), SimulatorSettings.defaults());
    }

    /** With more of a configuration, in a broker of its own. */
    static TestYard with(String more, Lane... lanes) {
        return on(new Cluster.Embedded(null), List.of(lanes), SimulatorSettings.defaults(), more);
    }

    /** With more of a configuration, and a route before all others, in a broker of its own. */
    static TestYard routing(String route, String more, Lane... lanes) {
        String yaml = CONFIG.replace("routes:\n", "routes:\n" + route) + more;
        return of(new Cluster.Embedded(null), List.of(lanes), SimulatorSettings.defaults(), yaml);
    }

    /** With a configuration of its own, over which what is published goes, in a broker of its own. */
    static TestYard following(String yaml) {
        return of(new Cluster.Embedded(null), List.of(Lane.standard()), SimulatorSettings.defaults(), yaml);
    }

    /** With a configuration of its own, all of whose providers are simulated, in a broker of its own. */
    static TestYard running(String yaml) {
        RouterConfig config =
                new ConfigLoader(Map.of(), Map.of()).read(yaml).orThrow().router();
        Launch launch = launch(
                new Cluster.Embedded(null),
                config,
                config.providers().keySet(),
                List.of(Lane.standard()),
                SimulatorSettings.defaults());
        return new TestYard(Promptyard.start(launch), config);
    }

    static TestYard on(Cluster cluster, List<Lane> lanes, SimulatorSettings simulator) {
        return on(cluster, lanes, simulator, "");
    }

    private static TestYard on(Cluster cluster, List<Lane> lanes, SimulatorSettings simulator, String more) {
        return of(cluster, lanes, simulator, CONFIG + more);
    }

    private static TestYard of(Cluster cluster, List<Lane> lanes, SimulatorSettings simulator, String yaml) {
        ConfigLoader loader = new ConfigLoader(Map.of(), Map.of());
        LoadedConfig read = loader.read(yaml).orThrow();
        Set<ProviderId> simulated = Stream.of("openai", "anthropic", "mistral", "slow")
                .map(ProviderId::new)
                .collect(Collectors.toSet());
        Launch launch = launch(cluster, read.router(), simulated, lanes, simulator)
                .following(new PublishedOverFile(loader, yaml, false, read));
        return new TestYard(Promptyard.start(launch), read.router());
    }

    /** The file that it is started with. */
    static String file() {
        return CONFIG;
    }

    private static Launch launch(
            Cluster cluster,
            RouterConfig config,
            Set<ProviderId> simulated,
            List<Lane> lanes,
            SimulatorSettings simulator) {
        return new Launch(
                cluster,
                Ports.ephemeral(),
                Launch.Share.whole(config, "test"),
                config,
                new Launch.Simulated(simulated, simulator),
                new Launch.Admission(Set.of(), 32 * 1024 * 1024),
                new Launch.Traffic(lanes, PARTITIONS, Map.of()),
                Duration.ofSeconds(5));
    }

    String gatewayUrl() {
        return promptyard.gatewayUrl().orElseThrow();
    }

    Simulator simulator() {
        return promptyard.simulator().orElseThrow();
    }

    /** The simulator's books of one model, oldest call first. */
    List<BookedCall> calls(String provider, String model) {
        return simulator()
                .books()
                .calls(call -> call.provider().equals(provider) && call.model().equals(model));
    }

    /** What a call without cached tokens costs by our catalogue. */
    BigDecimal cost(BookedCall call) {
        Price price = config.catalogue()
                .find(Target.parse(call.provider() + "/" + call.model()))
                .orElseThrow()
                .price();
        return price.input()
                .multiply(BigDecimal.valueOf(call.promptTokens()))
                .add(price.output().multiply(BigDecimal.valueOf(call.completionTokens())))
                .movePointLeft(6);
    }

    /** A reader of one topic from its beginning. */
    <V> TopicTail<V> tail(io.promptyard.topic.Topic<String, V> topic) {
        return new TopicTail<>(promptyard.bootstrapServers(), topic);
    }

    /** Whether the router has committed all that a topic holds now. */
    boolean routerHasRead(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", promptyard.bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets("promptyard-router")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> asked = read.keySet().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return !asked.isEmpty()
                    && admin.listOffsets(asked).all().get().entrySet().stream()
                            .allMatch(end -> read.get(end.getKey()).offset()
                                    >= end.getValue().offset());
        }
    }

    @Override
    public void close() {
        serdes.close();
        promptyard.close();
    }
}
