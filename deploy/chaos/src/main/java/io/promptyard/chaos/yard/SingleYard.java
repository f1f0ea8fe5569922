package io.promptyard.chaos.yard;

import io.promptyard.bench.process.ManagementPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code up} alone: everything in one process, the embedded broker and registry included. */
final class SingleYard implements Yard {
    private static final String UP = "up";
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final int FIRST_PORT = 21_000;
    private static final int LAST_PORT = 31_000;

    private final YardSettings settings;
    private final Providers providers;
    private final SkewedClocks clocks;
    private final SmallDisk disk;
    private final Role up;
    private final int kafkaPort;
    private final int registryPort;

    SingleYard(YardSettings settings) {
        this.settings = settings;
        providers = Providers.start(settings.seed());
        clocks = new SkewedClocks(settings.home());
        disk = SmallDisk.mount(state(UP));
        int start = FIRST_PORT + (int) (ProcessHandle.current().pid() % (LAST_PORT - FIRST_PORT));
        kafkaPort = freePort(start);
        registryPort = freePort(kafkaPort + 1);
        Path config = YardConfig.write(settings, providers);
        Launcher launcher = new Launcher(settings.home(), settings.classPath());
        List<String> flags = List.of("--kafka-port=" + kafkaPort, "--registry-port=" + registryPort);
        up = new Role(UP, () -> launcher.up(UP, config, flags, clocks.environment(UP)));
    }

    /**
     * Clients must find the broker where it was before a restart, and no wire can stand before its one listener. Below
     * the ports that the operating system gives out by itself, so that no connection takes it while the broker is down.
     */
    private static int freePort(int from) {
        for (int port = from; port < from + LAST_PORT; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue;
            }
        }
        throw new UncheckedIOException(new IOException("no free port from " + from));
    }

    @Override
    public void start() {
        up.process().start();
        up.process().awaitReady(PATIENCE);
    }

    @Override
    public Map<String, YardProcess> processes() {
        return Map.of(UP, up.process());
    }

    @Override
    public List<String> spares() {
        return List.of();
    }

    @Override
    public List<Wire> wires(String link) {
        return Providers.NAMES.contains(link) ? List.of(providers.wire(link)) : List.of();
    }

    @Override
    public Path state(String process) {
        return settings.home().resolve(process).resolve("streams");
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
        return "127.0.0.1:" + kafkaPort;
    }

    @Override
    public String registryUrl() {
        return "http://127.0.0.1:" + registryPort;
    }

    @Override
    public Optional<String> gatewayUrl() {
        return up.gatewayUrl();
    }

    @Override
    public List<ManagementPort> workers() {
        return up.management().stream().toList();
    }

    @Override
    public void mend(Duration patience) {
        providers.healthy();
        Providers.NAMES.forEach(name -> providers.wire(name).mode(Wire.Mode.OPEN));
        clocks.skew(UP, Duration.ZERO);
        up.process().thaw();
        up.process().start();
        up.process().awaitReady(patience);
    }

    @Override
    public void close() {
        up.process().close();
        providers.close();
        disk.close();
    }
}
