package io.promptyard.standalone;

import io.promptyard.standalone.broker.BrokerSettings;
import java.util.Objects;

/**
 * Where the embedded platform listens.
 *
 * @param host the address that broker and registry bind
 * @param kafkaPort the broker's port, 0 for any free one
 * @param registryPort the registry's port, 0 for any free one
 */
public record PlatformSettings(String host, int kafkaPort, int registryPort) {

    public PlatformSettings {
        Objects.requireNonNull(host, "host");
    }

    /** Loopback, any free ports: for tests and for what nobody else must find. */
    public static PlatformSettings ephemeral() {
        return new PlatformSettings(BrokerSettings.LOOPBACK, 0, 0);
    }
}
