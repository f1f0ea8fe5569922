package io.promptyard.chaos.yard;

import io.promptyard.bench.process.ManagementPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Brokers, registry, gateway, router and three workers, each a process of its own; a fourth worker is to spare. */
final class SeparateYard implements Yard {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String DIRECT = "direct";
    private static final String REGISTRY = "registry";
    private static final String GATEWAY = "gateway";
    private static final String SPARE = "worker-us-2";
    private static final List<String> ROLES =
            List.of("router", "worker-eu-1", "worker-eu-2", "worker-us-1", SPARE, GATEWAY);

    private final YardSettings settings;
    private final Launcher launcher;
    private final Providers providers;
    private final KafkaCluster kafka;
    private final SkewedClocks clocks;
    private final SmallDisk disk;
    private final YardProcess registry;
    private final Wire registryWire = Wire.open();
    private final Wire directRegistryWire = Wire.open();
    private final Map<String, Role> roles = new LinkedHashMap<>();

    SeparateYard(YardSettings settings, int brokers) {
        this.settings = settings;
        launcher = new Launcher(settings.home(), settings.classPath());
        providers = Providers.start(settings.seed());
        clocks = new SkewedClocks(settings.home());
        disk = SmallDisk.mount(settings.home().resolve("router"));
        List<String> links =
                Stream.concat(Stream.of(DIRECT, REGISTRY), ROLES.stream()).toList();
        kafka = new KafkaCluster(launcher, brokers, links);
        registry = new YardProcess(
                REGISTRY,
                () -> launcher.start(REGISTRY, RegistryMain.class.getName(), List.of(kafka.bootstrapServers(REGISTRY))),
                process -> {
                    int port = Integer.parseInt(process.lineAfter(RegistryMain.READY));
                    registryWire.leadTo(port);
                    directRegistryWire.leadTo(port);
                });
        Path config = YardConfig.write(settings, providers);
        ROLES.forEach(name -> roles.put(name, role(name, config)));
    }

    private Role role(String name, Path config) {
        List<String> flags = new ArrayList<>(List.of(
                "--bootstrap=" + kafka.bootstrapServers(name),
                "--registry=http://" + registryWire.address(),
                "--create-topics",
                "--instance=" + name));
        if (name.startsWith("worker-")) {
            flags.add("--roles=worker");
            flags.add("--providers=" + name.split("-")[1]);
        } else {
            flags.add("--roles=" + name);
        }
        return new Role(name, () -> launcher.up(name, config, flags, clocks.environment(name)));
    }

    @Override
    public void start() {
        kafka.nodes().forEach(YardProcess::start);
        kafka.nodes().forEach(node -> node.awaitReady(PATIENCE));
        registry.start();
        registry.awaitReady(PATIENCE);
        // The first makes the topics; the others would only collide with it.
        roles.get("router").process().start();
        roles.get("router").process().awaitReady(PATIENCE);
        mend(PATIENCE);
    }

    @Override
    public Map<String, YardProcess> processes() {
        Map<String, YardProcess> all = new LinkedHashMap<>();
        kafka.nodes().forEach(node -> all.put(node.name(), node));
        all.put(REGISTRY, registry);
        roles.forEach((name, role) -> all.put(name, role.process()));
        return all;
    }

    @Override
    public List<String> spares() {
        return List.of(SPARE);
    }

    @Override
    public List<Wire> wires(String link) {
        if (Providers.NAMES.contains(link)) {
            return List.of(providers.wire(link));
        }
        return link.equals(REGISTRY) ? List.of(registryWire) : ROLES.contains(link) ? kafka.wires(link) : List.of();
    }

    @Override
    public Path state(String process) {
        return settings.home().resolve(process);
    }

    @Override
    public boolean skew(String process, Duration by) {
        return clocks.skew(process, by);
    }

    @Override
    public Providers providers() {
        return providers;
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers(DIRECT);
    }

    @Override
    public String registryUrl() {
        return "http://" + directRegistryWire.address();
    }

    @Override
    public Optional<String> gatewayUrl() {
        return roles.get(GATEWAY).gatewayUrl();
    }

    @Override
    public List<ManagementPort> workers() {
        return roles.entrySet().stream()
                .filter(role ->
                        role.getKey().startsWith("worker-") && !role.getKey().equals(SPARE))
                .flatMap(role -> role.getValue().management().stream())
                .toList();
    }

    @Override
    public void mend(Duration patience) {
        providers.healthy();
        Stream.of(ROLES, Providers.NAMES, List.of(REGISTRY))
                .flatMap(List::stream)
                .flatMap(link -> wires(link).stream())
                .forEach(wire -> wire.mode(Wire.Mode.OPEN));
        roles.get(SPARE).process().terminate();
        Map<String, YardProcess> all = processes();
        all.remove(SPARE);
        all.keySet().forEach(name -> clocks.skew(name, Duration.ZERO));
        all.values().forEach(process -> {
            process.thaw();
            process.start();
        });
        all.values().forEach(process -> process.awaitReady(patience));
    }

    @Override
    public void close() {
        roles.values().forEach(role -> role.process().close());
        registry.close();
        kafka.close();
        registryWire.close();
        directRegistryWire.close();
        providers.close();
        disk.close();
    }
}
