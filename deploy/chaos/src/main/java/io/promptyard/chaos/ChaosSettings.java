package io.promptyard.chaos;

import io.promptyard.chaos.plan.Schedule;
import java.nio.file.Path;
import java.util.Map;

/**
 * One run.
 *
 * @param rate prompts per second, both doors together
 * @param home for logs, state and configuration
 * @param classPath of the processes; holds the product
 * @param kafkaProperties for every Kafka client of the product
 */
record ChaosSettings(
        Schedule schedule,
        boolean exactlyOnce,
        double rate,
        Path home,
        String classPath,
        Map<String, String> kafkaProperties) {
    ChaosSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }
}
