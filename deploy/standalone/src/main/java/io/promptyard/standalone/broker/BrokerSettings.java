package io.promptyard.standalone.broker;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the embedded broker listens and keeps its state.
 *
 * @param host the address to bind; a wildcard address is advertised under this machine's own name
 * @param port the port to bind, 0 for any free one
 * @param directory the log directory; created and formatted where missing
 */
public record BrokerSettings(String host, int port, Path directory) {

    public static final String LOOPBACK = "127.0.0.1";

    private static final int PORT_MAX = 65_535;

    public BrokerSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(directory, "directory");
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port: must be between 0 and 65535 (got " + port + ")");
        }
    }

    /** Loopback, any free port. */
    public static BrokerSettings ephemeral(Path directory) {
        return new BrokerSettings(LOOPBACK, 0, directory);
    }
}
