package io.promptyard.standalone.letters;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a running Promptyard keeps its topics and schemas. {@code properties} pass through to every Kafka client and are
 * not printed.
 */
public record ClusterAddress(String bootstrapServers, String registryUrl, Map<String, String> properties) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    public ClusterAddress {
        properties = Map.copyOf(properties);
    }

    /**
     * Knocks, before any client starts and tries for minutes.
     *
     * @throws ConnectException when no broker listens, or no registry
     */
    public void knock() throws IOException {
        boolean broker = false;
        for (String server : bootstrapServers.split(",")) {
            int colon = server.lastIndexOf(':');
            broker = broker
                    || (colon > 0 && listens(server.substring(0, colon).strip(), port(server.substring(colon + 1))));
        }
        if (!broker) {
            throw new ConnectException("no Kafka broker answers at " + bootstrapServers
                    + ": start one with './promptyard up', or say where it is with --bootstrap");
        }
        URI registry = URI.create(registryUrl);
        int standard = "https".equals(registry.getScheme()) ? HTTPS : HTTP;
        String host = registry.getHost();
        if (host == null || !listens(host, registry.getPort() < 0 ? standard : registry.getPort())) {
            throw new ConnectException(
                    "no schema registry answers at " + registryUrl + ": say where it is with --registry");
        }
    }

    /** Settings of a Kafka client on this cluster, with {@code own} over what the operator gave. */
    public Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putAll(own);
        return settings;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            return port > 0 && port <= 65_535 ? port : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean listens(String host, int port) {
        if (port < 0) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return bootstrapServers + ", " + registryUrl;
    }
}
