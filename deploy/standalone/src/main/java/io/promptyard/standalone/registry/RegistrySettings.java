package io.promptyard.standalone.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the embedded registry listens, and the broker that keeps its schemas.
 *
 * @param port the port to bind, 0 for any free one
 * @param topic the compacted topic of the schemas; created with one partition where missing
 * @param patience how long one exchange with the broker, or the replay at start, may take
 */
public record RegistrySettings(String host, int port, String bootstrapServers, String topic, Duration patience) {

    private static final int PORT_MAX = 65_535;

    public RegistrySettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(patience, "patience");
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: must be between 0 and 65535 (got " + port + ")");
        }
    }

    public RegistrySettings(String host, int port, String bootstrapServers) {
        this(host, port, bootstrapServers, "_schemas", Duration.ofSeconds(30));
    }
}
