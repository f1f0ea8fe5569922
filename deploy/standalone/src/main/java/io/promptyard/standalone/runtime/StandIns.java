package io.promptyard.standalone.runtime;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.Secret;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.simulator.Simulator;
import io.promptyard.simulator.SimulatorSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A simulator that stands in for providers, and the configuration that sends their calls there. */
final class StandIns {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private StandIns() {}

    static Simulator start(Vertx vertx, SimulatorSettings settings) {
        return Await.done(Simulator.start(vertx, settings), PATIENCE, "the simulator");
    }

    /** The same configuration, with the simulator's address, and without a key, for each of {@code simulated}. */
    static RouterConfig redirect(RouterConfig config, Set<ProviderId> simulated, Simulator simulator) {
        SortedMap<ProviderId, ProviderConfig> providers = new TreeMap<>(config.providers());
        simulated.forEach(id -> providers.computeIfPresent(id, (key, real) -> redirect(real, simulator)));
        return config.withProviders(providers);
    }

    private static ProviderConfig redirect(ProviderConfig real, Simulator simulator) {
        return real.with()
                .baseUrl(URI.create(simulator.baseUrl(real.id().value())))
                .apiKey(new Secret("simulated"))
                .preset(null)
                .apiKeys(List.of())
                .build();
    }
}
