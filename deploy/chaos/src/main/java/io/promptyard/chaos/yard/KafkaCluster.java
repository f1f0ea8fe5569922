package io.promptyard.chaos.yard;

import io.promptyard.bench.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka node, or three with every record on all of them and two needed to acknowledge. Each node has a listener of
 * its own for every link, advertised through a wire, so that the network of one role can be broken without the others'.
 */
final class KafkaCluster implements AutoCloseable {
    private static final String INTERNAL = "INTERNAL";
    private static final int REPLICAS = 3;
    private static final int NEEDED = 2;
    private static final int RECORD_BYTES = 42 * 1024 * 1024;

    private final List<String> listeners;
    private final List<Map<String, Wire>> wires;
    private final List<YardProcess> nodes = new ArrayList<>();

    /** @param links names of who speaks to the brokers */
    KafkaCluster(Launcher launcher, int size, List<String> links) {
        listeners = new ArrayList<>(List.of(INTERNAL, KafkaMain.CONTROLLER));
        links.forEach(link -> listeners.add(listener(link)));
        wires = IntStream.range(0, size).mapToObj(node -> open(listeners)).toList();
        String clusterId = Uuid.randomUuid().toString();
        for (int node = 0; node < size; node++) {
            nodes.add(node(launcher, node, clusterId));
        }
    }

    private static Map<String, Wire> open(List<String> listeners) {
        Map<String, Wire> open = new LinkedHashMap<>();
        listeners.forEach(name -> open.put(name, Wire.open()));
        return open;
    }

    private static String listener(String link) {
        return link.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private YardProcess node(Launcher launcher, int node, String clusterId) {
        String name = "broker-" + (node + 1);
        Path file = launcher.home().resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(node, clusterId, launcher.home().resolve(name)).store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException("no properties for " + name, e);
        }
        List<String> arguments = List.of(file.toString(), String.join(",", listeners));
        return new YardProcess(
                name,
                () -> launcher.start(name, KafkaMain.class.getName(), arguments),
                process -> announced(node, process));
    }

    private void announced(int node, JavaProcess process) {
        String[] ports = process.lineAfter(KafkaMain.PORTS).split(",");
        for (int i = 0; i < ports.length; i++) {
            wires.get(node).get(listeners.get(i)).leadTo(Integer.parseInt(ports[i]));
        }
        process.lineAfter(KafkaMain.READY);
    }

    private Properties properties(int node, String clusterId, Path directory) {
        Properties properties = new Properties();
        properties.put("cluster.id", clusterId);
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(node + 1));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, wires.size())
                        .mapToObj(i -> (i + 1) + "@"
                                + wires.get(i).get(KafkaMain.CONTROLLER).address())
                        .collect(Collectors.joining(",")));
        properties.put("controller.listener.names", KafkaMain.CONTROLLER);
        properties.put("inter.broker.listener.name", INTERNAL);
        properties.put(
                "listener.security.protocol.map",
                listeners.stream().map(name -> name + ":PLAINTEXT").collect(Collectors.joining(",")));
        properties.put(
                "advertised.listeners",
                listeners.stream()
                        .filter(name -> !name.equals(KafkaMain.CONTROLLER))
                        .map(name -> name + "://" + wires.get(node).get(name).address())
                        .collect(Collectors.joining(",")));
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");
        replicas(properties, wires.size() > 1);
        small(properties);
        return properties;
    }

    private static void replicas(Properties properties, boolean several) {
        String replicas = several ? String.valueOf(REPLICAS) : "1";
        String needed = several ? String.valueOf(NEEDED) : "1";
        properties.put("default.replication.factor", replicas);
        properties.put("min.insync.replicas", needed);
        properties.put("offsets.topic.replication.factor", replicas);
        properties.put("transaction.state.log.replication.factor", replicas);
        properties.put("transaction.state.log.min.isr", needed);
        properties.put("share.coordinator.state.topic.replication.factor", replicas);
        properties.put("share.coordinator.state.topic.min.isr", needed);
    }

    private static void small(Properties properties) {
        properties.put("message.max.bytes", String.valueOf(RECORD_BYTES));
        properties.put("replica.fetch.max.bytes", String.valueOf(RECORD_BYTES));
        properties.put("replica.fetch.response.max.bytes", String.valueOf(RECORD_BYTES));
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "4");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 * 1024 * 1024));
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("broker.session.timeout.ms", "4000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("replica.lag.time.max.ms", "5000");
    }

    List<YardProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** The wires of this link, one to each node. */
    List<Wire> wires(String link) {
        return wires.stream().map(node -> node.get(listener(link))).toList();
    }

    /** The nodes as this link sees them. */
    String bootstrapServers(String link) {
        return wires(link).stream().map(Wire::address).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.forEach(YardProcess::close);
        wires.forEach(node -> node.values().forEach(Wire::close));
    }
}
