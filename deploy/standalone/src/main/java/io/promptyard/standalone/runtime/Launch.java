package io.promptyard.standalone.runtime;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.published.ConfigSource;
import io.promptyard.simulator.SimulatorSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to start: where, which share of the work, with which configuration and traffic.
 * {@code published} reads what is published of the configuration over it; null follows nothing.
 */
public record Launch(
        Cluster cluster,
        Ports ports,
        Share share,
        RouterConfig config,
        Simulated simulated,
        Admission admission,
        Traffic traffic,
        Duration drain,
        @Nullable ConfigSource published) {
    public static final int PARTITIONS = 4;
    public static final Duration DRAIN = Duration.ofSeconds(25);

    public Launch {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(ports, "ports");
        Objects.requireNonNull(share, "share");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(simulated, "simulated");
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(traffic, "traffic");
        Objects.requireNonNull(drain, "drain");
    }

    /** With the configuration as it is, for as long as it runs. */
    public Launch(
            Cluster cluster,
            Ports ports,
            Share share,
            RouterConfig config,
            Simulated simulated,
            Admission admission,
            Traffic traffic,
            Duration drain) {
        this(cluster, ports, share, config, simulated, admission, traffic, drain, null);
    }

    /** The same, but following what is published of the configuration. */
    public Launch following(ConfigSource source) {
        return new Launch(cluster, ports, share, config, simulated, admission, traffic, drain, source);
    }

    /**
     * What this process does of it all. {@code workers} are the providers that it calls; {@code instance} names it among
     * its like, for static membership.
     */
    public record Share(Set<Role> roles, Set<ProviderId> workers, String instance) {
        public Share {
            roles = Set.copyOf(roles);
            workers = Set.copyOf(workers);
            Objects.requireNonNull(instance, "instance");
        }

        /** All roles and the workers of all providers. */
        public static Share whole(RouterConfig config, String instance) {
            return new Share(EnumSet.allOf(Role.class), config.providers().keySet(), instance);
        }
    }

    /** The providers that the simulator stands in for, and how it behaves. */
    public record Simulated(Set<ProviderId> providers, SimulatorSettings settings) {
        public Simulated {
            providers = Set.copyOf(providers);
        }
    }

    /** What the gateway lets in; without keys everybody. */
    public record Admission(Set<ApiKey> apiKeys, int maxBodyBytes) {
        public Admission {
            apiKeys = Set.copyOf(apiKeys);
        }
    }

    /** The lanes, the default one among them, how many partitions their topics get, and settings for every client. */
    public record Traffic(List<Lane> lanes, int partitions, Map<String, String> kafkaProperties) {
        public Traffic {
            lanes = List.copyOf(lanes);
            kafkaProperties = Map.copyOf(kafkaProperties);
        }
    }
}
