package io.promptyard.standalone.cli;

import io.promptyard.gateway.admission.ApiKey;
import io.promptyard.model.ProviderId;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.runtime.Cluster;
import io.promptyard.standalone.runtime.Lane;
import io.promptyard.standalone.runtime.Launch;
import io.promptyard.standalone.runtime.Ports;
import io.promptyard.standalone.runtime.Promptyard;
import io.promptyard.standalone.runtime.Role;
import io.promptyard.standalone.week.KnownAnswers;
import io.promptyard.standalone.week.WeekPrompts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Serve until stopped.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private static final String EMBEDDED_INSTANCE = "local";

    @Mixin
    private ConfigOption configOption;

    @Option(names = "--host", paramLabel = "HOST", description = "address to bind (default: 127.0.0.1)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "gateway (default: 8080; 0: any free one)")
    private @Nullable Integer port;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "embedded broker (default: 9092)")
    private @Nullable Integer kafkaPort;

    @Option(names = "--registry-port", paramLabel = "PORT", description = "embedded schema registry (default: 8081)")
    private @Nullable Integer registryPort;

    @Option(names = "--management-port", paramLabel = "PORT", description = "health and metrics (default: 9464)")
    private @Nullable Integer managementPort;

    @Option(names = "--data-dir", paramLabel = "DIR", defaultValue = "data", description = "state (default: ./data)")
    private Path dataDir;

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "a broker, instead of the embedded one")
    private @Nullable String bootstrap;

    @Option(names = "--registry", paramLabel = "URL", description = "its schema registry")
    private @Nullable String registry;

    @Option(names = "--create-topics", description = "with --bootstrap: create the topics that are missing")
    private boolean createTopics;

    @Option(
            names = "--roles",
            split = ",",
            arity = "0..1",
            paramLabel = "ROLE",
            description = "gateway, router, worker, learner (default: all; none: broker and registry only)")
    private @Nullable List<String> roles;

    @Option(
            names = "--providers",
            split = ",",
            paramLabel = "ID",
            description = "whom this worker calls (default: all)")
    private @Nullable List<String> providers;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "name of this process among its like (default: local; with --bootstrap, the host's name)")
    private @Nullable String instance;

    @Option(
            names = "--drain-timeout",
            paramLabel = "SECONDS",
            description = "how long SIGTERM lets what is open end (default: 25)")
    private int drainSeconds = (int) Launch.DRAIN.toSeconds();

    @Option(names = "--insecure", description = "bind an address other than loopback without API keys")
    private boolean insecure;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        long begun = System.nanoTime();
        ConfigOption.Read config = configOption.read(flags());
        Launch launch = launch(config.config()).following(config.source());
        CountDownLatch stop = new CountDownLatch(1);
        Promptyard promptyard = Promptyard.start(launch);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.countDown();
            awaitQuietly(stopped);
            Main.haltWell();
        }));
        announce(promptyard, launch, Duration.ofNanos(System.nanoTime() - begun));
        stop.await();
        promptyard.close();
        stopped.countDown();
        return CommandLine.ExitCode.OK;
    }

    /** By the paths of the keys that they go before. */
    Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        put(flags, "gateway.host", host);
        put(flags, "gateway.port", port);
        put(flags, "kafka.port", kafkaPort);
        put(flags, "kafka.registry-port", registryPort);
        put(flags, "kafka.bootstrap", bootstrap);
        put(flags, "kafka.registry", registry);
        put(flags, "management.port", managementPort);
        return flags;
    }

    private static void put(Map<String, String> flags, String path, @Nullable Object value) {
        if (value != null) {
            flags.put(path, value.toString());
        }
    }

    private Launch launch(LoadedConfig config) {
        Set<ApiKey> keys = config.gateway().apiKeys().stream()
                .map(key -> new ApiKey(key.secret().value(), key.name()))
                .collect(Collectors.toSet());
        if (!LOOPBACK.contains(config.gateway().host()) && keys.isEmpty() && !insecure) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--host: must be a loopback address while gateway.api-keys is empty, or say --insecure (got "
                            + config.gateway().host() + ")");
        }
        Set<ProviderId> simulated = new TreeSet<>(config.simulated());
        if (configOption.isBuiltIn()) {
            simulated.addAll(config.keyless());
        }
        return new Launch(
                cluster(config),
                new Ports(
                        config.gateway().host(),
                        config.gateway().port(),
                        config.kafka().port(),
                        config.kafka().registryPort(),
                        config.management().port()),
                new Launch.Share(roles(), workers(config), instance(config)),
                config.router(),
                new Launch.Simulated(simulated, SimulatorSettings.defaults().key(KnownAnswers.of(WeekPrompts.load()))),
                new Launch.Admission(keys, config.gateway().maxBodyBytes()),
                new Launch.Traffic(
                        LaneChoice.of(config), Launch.PARTITIONS, config.kafka().properties()),
                Duration.ofSeconds(Math.max(0, drainSeconds)));
    }

    private Cluster cluster(LoadedConfig config) {
        String servers = config.kafka().bootstrap();
        String url = config.kafka().registry();
        if (servers == null || url == null) {
            return new Cluster.Embedded(dataDir);
        }
        return new Cluster.Remote(servers, url, createTopics, dataDir.resolve("streams-" + instance(config)));
    }

    /** Static membership needs a name that is the same after a restart, and no two processes may share. */
    private String instance(LoadedConfig config) {
        if (instance != null) {
            return instance;
        }
        return config.kafka().bootstrap() == null ? EMBEDDED_INSTANCE : HostName.orElse(EMBEDDED_INSTANCE);
    }

    private Set<Role> roles() {
        if (roles == null) {
            return EnumSet.allOf(Role.class);
        }
        Set<Role> chosen = EnumSet.noneOf(Role.class);
        for (String label : roles) {
            if (label.isBlank() || label.equals("none")) {
                continue;
            }
            chosen.add(Role.ofLabel(label)
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(),
                            "--roles: must be of gateway, router, worker, learner or none (got \"" + label + "\")")));
        }
        return chosen;
    }

    private Set<ProviderId> workers(LoadedConfig config) {
        Set<ProviderId> all = config.router().providers().keySet();
        if (providers == null) {
            return all;
        }
        Set<ProviderId> chosen = new TreeSet<>();
        for (String id : providers) {
            // By text: what is no provider id at all is not configured either.
            chosen.add(all.stream()
                    .filter(provider -> provider.value().equals(id))
                    .findAny()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(), "--providers: must be of " + names(all) + " (got \"" + id + "\")")));
        }
        return chosen;
    }

    private void announce(Promptyard promptyard, Launch launch, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("promptyard is ready after %.1f s%n", took.toMillis() / 1000.0);
        promptyard.gatewayUrl().ifPresent(url -> out.println("  gateway     " + url));
        out.println("  kafka       " + promptyard.bootstrapServers());
        out.println("  registry    " + promptyard.registryUrl());
        out.println("  management  " + promptyard.managementUrl() + "  /healthz /readyz /metrics");
        if (launch.traffic().lanes().size() > 1) {
            out.println("  lanes       "
                    + launch.traffic().lanes().stream().map(Lane::name).collect(Collectors.joining(", ")));
        }
        if (!launch.simulated().providers().isEmpty()) {
            out.println("  simulated   " + names(launch.simulated().providers())
                    + (configOption.isBuiltIn() ? "  (no API key in the environment)" : ""));
        }
        out.flush();
    }

    private static String names(Set<ProviderId> providers) {
        return providers.stream().map(ProviderId::value).sorted().collect(Collectors.joining(", "));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
