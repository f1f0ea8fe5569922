package io.promptyard.standalone.runtime;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.simulator.SimulatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What to start. {@code workers} are the providers that this process calls; {@code simulated} are those the simulator
 * stands in for. {@code lanes} hold the default lane. {@code instance} names this process among its like, for static membership.
 */
public record Launch(
        Cluster cluster,
        Ports ports,
        Set<Role> roles,
        Set<ProviderId> workers,
        RouterConfig config,
        Set<ProviderId> simulated,
        SimulatorSettings simulator,
        Set<ApiKey> apiKeys,
        int maxBodyBytes,
        List<Lane> lanes,
        int partitions,
        String instance,
        Duration drain,
        Map<String, String> kafkaProperties) {
    public static final int PARTITIONS = 4;
    public static final Duration DRAIN = Duration.ofSeconds(25);

    public Launch {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(ports, "ports");
        roles = Set.copyOf(roles);
        workers = Set.copyOf(workers);
        Objects.requireNonNull(config, "config");
        simulated = Set.copyOf(simulated);
        apiKeys = Set.copyOf(apiKeys);
        lanes = List.copyOf(lanes);
        kafkaProperties = Map.copyOf(kafkaProperties);
    }
}
