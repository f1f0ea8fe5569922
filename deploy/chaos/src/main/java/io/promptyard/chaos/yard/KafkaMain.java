package io.promptyard.chaos.yard;

import io.promptyard.bench.process.ParentWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka node as a process, by Kafka's own main path: a properties file and listener names in, the ports that they got
 * out. Ports are free ones at every start, because a wire stands before each.
 */
final class KafkaMain {
    static final String PORTS = "ports";
    static final String READY = "broker is ready";
    static final String CONTROLLER = "CONTROLLER";

    private KafkaMain() {}

    public static void main(String[] args) throws Exception {
        ParentWatch.start();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        format(properties);
        List<String> listeners = List.of(args[1].split(","));
        List<Integer> ports = freePorts(listeners.size());
        properties.put(
                "listeners",
                IntStream.range(0, ports.size())
                        .mapToObj(i -> listeners.get(i) + "://127.0.0.1:" + ports.get(i))
                        .collect(Collectors.joining(",")));
        System.out.println(PORTS + " " + ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::shutdown));
        server.startup();
        System.out.println(READY);
        server.awaitShutdown();
    }

    private static void format(Properties properties) throws Exception {
        String directory = properties.getProperty("log.dirs");
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .setClusterId(properties.getProperty("cluster.id"))
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .setControllerListenerName(CONTROLLER)
                .setIgnoreFormatted(true)
                .run();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
