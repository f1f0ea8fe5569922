package io.promptyard.chaos.yard;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to build a yard of.
 *
 * @param home for logs, state and configuration
 * @param classPath of its processes; holds the product
 * @param exactlyOnce the delivery of the default lane
 * @param kafkaProperties for every Kafka client of the product, on top of the yard's own
 * @param seed of the providers' answers
 */
public record YardSettings(
        Path home, String classPath, boolean exactlyOnce, Map<String, String> kafkaProperties, long seed) {
    public YardSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }
}
