package io.promptyard.chaos;

import io.promptyard.chaos.plan.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One run.
 *
 * @param rate prompts per second, both doors together
 * @param drain how long everything may take to drain when the load has ended
 * @param home for logs, state and configuration
 * @param classPath of the processes; holds the product
 * @param kafkaProperties for every Kafka client of the product
 */
record ChaosSettings(
        Schedule schedule,
        boolean exactlyOnce,
        double rate,
        Duration drain,
        Path home,
        String classPath,
        Map<String, String> kafkaProperties) {
    static final Duration DRAIN = Duration.ofSeconds(240);

    ChaosSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** The same run with another home. */
    ChaosSettings in(Path other) {
        return new ChaosSettings(schedule, exactlyOnce, rate, drain, other, classPath, kafkaProperties);
    }
}
