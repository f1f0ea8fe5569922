package io.promptyard.standalone.config;

import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.MapKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
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
    private static final int MOST_PORT = 65_535;
    private static final String DEFAULT_PREFIX = "promptyard.";
    private static final int DEFAULT_PORT = 9092;
    private static final int DEFAULT_REGISTRY_PORT = 8081;
    private static final String EMBEDDED = "embedded";
    static final Rule<Integer> PORT_RULE = Rule.integer(0, MOST_PORT);

    private static final ValueKey<String> BOOTSTRAP = Key.named("bootstrap")
            .otherwise(EMBEDDED)
            .example("kafka-1:9092,kafka-2:9092")
            .means("the brokers, `host:port[,…]`; only together with `registry`")
            .variable("PROMPTYARD_KAFKA_BOOTSTRAP")
            .flag("--bootstrap")
            .value(Rule.TEXT);
    private static final ValueKey<String> REGISTRY = Key.named("registry")
            .otherwise(EMBEDDED)
            .example("http://registry:8081")
            .means("URL of their schema registry")
            .variable("PROMPTYARD_KAFKA_REGISTRY")
            .flag("--registry")
            .value(Rule.TEXT);
    private static final DefaultKey<String> TOPIC_PREFIX = Key.named("topic-prefix")
            .example("staging.")
            .means("what the name of every [topic](topics.md) begins with")
            .variable("PROMPTYARD_KAFKA_TOPIC_PREFIX")
            .value(Rule.TEXT, DEFAULT_PREFIX);
    private static final DefaultKey<Integer> PORT = Key.named("port")
            .example("19092")
            .means("of the embedded broker")
            .variable("PROMPTYARD_KAFKA_PORT")
            .flag("--kafka-port")
            .value(PORT_RULE, DEFAULT_PORT);
    private static final DefaultKey<Integer> REGISTRY_PORT = Key.named("registry-port")
            .example("18081")
            .means("of the embedded registry")
            .variable("PROMPTYARD_KAFKA_REGISTRY_PORT")
            .flag("--registry-port")
            .value(PORT_RULE, DEFAULT_REGISTRY_PORT);
    private static final MapKey<String> PROPERTIES = Key.named("properties")
            .example("{ security.protocol: SASL_SSL }")
            .means("""
                    passed to every Kafka client as they are, such as `security.protocol`; never printed. Settings of Kafka Streams go \
                    through too: `num.standby.replicas: 1` keeps a second copy of every store in another process of the same role, \
                    `session.timeout.ms` (15000) is when a killed process is missed, `acceptable.recovery.lag` how far a standby may be \
                    behind to take over at once""")
            .map("property", Rule.SECRET);
    static final SectionKey KAFKA =
            Key.named("kafka").holding(Table.of(BOOTSTRAP, REGISTRY, TOPIC_PREFIX, PORT, REGISTRY_PORT, PROPERTIES));

    public KafkaSection {
        properties = Map.copyOf(properties);
    }

    static KafkaSection read(Section top) {
        Section kafka = top.sectionOrEmpty(KAFKA);
        KafkaSection read = new KafkaSection(
                kafka.find(BOOTSTRAP).orElse(null),
                kafka.find(REGISTRY).orElse(null),
                kafka.get(TOPIC_PREFIX),
                kafka.get(PORT),
                kafka.get(REGISTRY_PORT),
                kafka.map(PROPERTIES));
        if ((read.bootstrap() == null) != (read.registry() == null)) {
            kafka.error(
                    read.bootstrap() == null ? BOOTSTRAP : REGISTRY,
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
