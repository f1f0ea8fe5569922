package io.promptyard.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code promptyard up} in a process of its own, embedded broker and registry included, one provider behind it. */
public record Product(
        JavaProcess process,
        Duration toReady,
        String gatewayUrl,
        String bootstrapServers,
        String registryUrl,
        String managementUrl)
        implements AutoCloseable {
    /** What the product calls the provider. */
    public static final String PROVIDER = "bench";

    /**
     * Returns when it serves.
     *
     * @param home for its log, configuration and, under {@code data}, its state
     * @param options for its JVM, beyond this one's own
     */
    public static Product start(Path home, ProductConfig config, List<String> options) {
        return start(home, config.write(home), options);
    }

    /** The same with a configuration of the caller's. */
    public static Product start(Path home, Path config, List<String> options) {
        long begun = System.nanoTime();
        JavaProcess process = JavaProcess.start(
                "product",
                home,
                options,
                ProductMain.class.getName(),
                List.of(
                        "up",
                        "--config",
                        config.toString(),
                        "--port=0",
                        "--kafka-port=0",
                        "--registry-port=0",
                        "--management-port=0",
                        "--data-dir",
                        home.resolve("data").toString()));
        process.lineAfter("promptyard is ready");
        Duration toReady = Duration.ofNanos(System.nanoTime() - begun);
        String gateway = process.lineAfter("gateway");
        String kafka = process.lineAfter("kafka");
        String registry = process.lineAfter("registry");
        String management = process.lineAfter("management").split(" ")[0];
        return new Product(process, toReady, gateway, kafka, registry, management);
    }

    /** Sum of all meters whose line begins so, from its metrics page. */
    public double meter(String beginning) {
        return new ManagementPort(managementUrl).meter(beginning);
    }

    @Override
    public void close() {
        process.close();
    }
}
