package io.promptyard.standalone.config;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code kafka:}. {@code bootstrap} and {@code registry} null mean the embedded ones, on {@code port} and
 * {@code registryPort} (0: any free one). {@code properties} pass through to every Kafka client as they are; they may
 * hold passwords and are not printed.
 */
public record KafkaSection(
        @Nullable String bootstrap,
        @Nullable String registry,
        String topicPrefix,
        int port,
        int registryPort,
        Map<String, String> properties) {
    static final int MOST_PORT = 65_535;
    private static final String DEFAULT_PREFIX = "promptyard.";
    private static final int DEFAULT_PORT = 9092;
    private static final int DEFAULT_REGISTRY_PORT = 8081;

    public KafkaSection {
        properties = Map.copyOf(properties);
    }

    static KafkaSection read(Section top) {
        Section kafka =
                top.section("kafka").orElseGet(() -> new Section("kafka", new ConfigNode.Mapping(), top.problems()));
        KafkaSection read = new KafkaSection(
                kafka.text("bootstrap").orElse(null),
                kafka.text("registry").orElse(null),
                kafka.text("topic-prefix").orElse(DEFAULT_PREFIX),
                kafka.integer("port", 0, MOST_PORT).orElse(DEFAULT_PORT),
                kafka.integer("registry-port", 0, MOST_PORT).orElse(DEFAULT_REGISTRY_PORT),
                kafka.textMap("properties"));
        if ((read.bootstrap() == null) != (read.registry() == null)) {
            kafka.problems()
                    .error(
                            kafka.path(read.bootstrap() == null ? "bootstrap" : "registry"),
                            "must be given where the other of bootstrap and registry is",
                            "nothing");
        }
        kafka.end();
        return read;
    }

    @Override
    public String toString() {
        return "KafkaSection[bootstrap=" + bootstrap + ", registry=" + registry + ", topicPrefix=" + topicPrefix
                + ", port=" + port + ", registryPort=" + registryPort + ", properties="
                + new TreeMap<>(properties).keySet() + "]";
    }
}
