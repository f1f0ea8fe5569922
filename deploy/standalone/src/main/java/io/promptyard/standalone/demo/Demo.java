package io.promptyard.standalone.demo;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderId;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.runtime.Cluster;
import io.promptyard.standalone.runtime.Lane;
import io.promptyard.standalone.runtime.Launch;
import io.promptyard.standalone.runtime.Ports;
import io.promptyard.standalone.runtime.Promptyard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A started demo: the whole product in this process, on free ports. Whoever started it closes it. All methods block. */
public final class Demo implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final int PARTITIONS = 2; // half as many tasks to start as usual
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Promptyard promptyard;
    private final RouterConfig config;
    private final Set<ProviderId> simulated;
    private final DemoOptions options;

    private Demo(Promptyard promptyard, RouterConfig config, Set<ProviderId> simulated, DemoOptions options) {
        this.promptyard = promptyard;
        this.config = config;
        this.simulated = simulated;
        this.options = options;
    }

    /** @throws io.promptyard.standalone.StartupException when it cannot start */
    public static Demo start(LoadedConfig config, DemoOptions options) {
        Set<ProviderId> simulated = simulated(config, options.real());
        RouterConfig router = impatient(config.router(), simulated);
        SimulatorSettings simulator = DemoScript.settings(router.catalogue(), options.seed());
        Launch launch = new Launch(
                new Cluster.Embedded(options.dataDir()),
                Ports.ephemeral(),
                Launch.Share.whole(router, "demo"),
                router,
                new Launch.Simulated(simulated, simulator),
                new Launch.Admission(Set.of(), MAX_BODY_BYTES),
                new Launch.Traffic(List.of(Lane.standard()), PARTITIONS, Map.of()),
                DRAIN);
        return new Demo(Promptyard.start(launch), router, simulated, options);
    }

    private static Set<ProviderId> simulated(LoadedConfig config, boolean real) {
        Set<ProviderId> simulated = new TreeSet<>(config.router().providers().keySet());
        if (real) {
            simulated.retainAll(config.keyless());
        }
        return simulated;
    }

    /** The same configuration with the demo's timeouts for the providers that are simulated. */
    private static RouterConfig impatient(RouterConfig config, Set<ProviderId> simulated) {
        SortedMap<ProviderId, ProviderConfig> providers = new TreeMap<>(config.providers());
        simulated.forEach(
                id -> providers.computeIfPresent(id, (key, provider) -> provider.withTimeouts(DemoScript.TIMEOUTS)));
        return config.withProviders(providers);
    }

    public Promptyard promptyard() {
        return promptyard;
    }

    /** The providers that the simulator stands in for. */
    public Set<ProviderId> simulated() {
        return simulated;
    }

    /** What will go wrong, a line each. */
    public List<String> script() {
        return DemoScript.story(options.prompts(), simulated);
    }

    /** Sends all prompts, waits for their ends, and checks them. {@code progress} is called on another thread. */
    public DemoOutcome run(Consumer<Progress> progress) throws InterruptedException {
        FaultScript faults = DemoScript.faults(options.prompts(), simulated);
        promptyard.simulator().ifPresent(simulator -> simulator.script(faults));
        DemoPlan plan = DemoPlan.of(DemoPrompts.load(), options.prompts(), options.seed());
        try (DemoRun run = DemoRun.open(promptyard, plan, options.interval())) {
            return run.run(progress, config, simulated);
        }
    }

    /** Drains and stops; a temporary directory is gone afterwards. Idempotent. */
    @Override
    public void close() {
        promptyard.close();
    }
}
