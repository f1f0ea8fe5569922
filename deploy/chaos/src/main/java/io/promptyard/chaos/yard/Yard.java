package io.promptyard.chaos.yard;

import io.promptyard.bench.process.ManagementPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole installation in processes of its own. {@link #start} returns when it serves; {@link #close} kills all of it.
 * Thread-safe.
 */
public interface Yard extends AutoCloseable {
    void start();

    /** Every process there is by name; the spare ones are not running. */
    Map<String, YardProcess> processes();

    /** Names of the processes that are started only to be stopped again. */
    List<String> spares();

    /** The wires of this process to the brokers, or of this provider to its callers; empty when there are none. */
    List<Wire> wires(String link);

    /** Where this process keeps state. */
    Path state(String process);

    /** Skews the clock of this process from its next look on; empty skew mends it. False where that is not possible. */
    boolean skew(String process, Duration by);

    Providers providers();

    /** The brokers, on a link that nothing breaks. */
    String bootstrapServers();

    /** The registry, on a link that nothing breaks. */
    String registryUrl();

    /** Base URL of the gateway, empty when it is down. */
    Optional<String> gatewayUrl();

    /** The management ports of the running workers. */
    List<ManagementPort> workers();

    /** Every process but the spares runs and is ready, every wire is open, the providers are well. */
    void mend(Duration patience);

    @Override
    void close();
}
