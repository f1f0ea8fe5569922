package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code check-config} does: every problem of a file at once. Stateless. */
public final class ConfigCheck {
    private ConfigCheck() {}

    /** Empty when a process would start with it in this environment. */
    public static List<ConfigProblem> problems(String yaml, Map<String, String> environment) {
        return new ConfigLoader(environment, Map.of()).read(yaml).problems();
    }

    /** What a process starts with all the same, and somebody should know; empty where there are problems. */
    public static List<ConfigProblem> warnings(String yaml, Map<String, String> environment, Instant now) {
        return new ConfigLoader(environment, Map.of())
                .read(yaml)
                .config()
                .map(config -> Stream.concat(
                                ConstraintWarnings.of(config.router()).stream(),
                                StandInWarnings.of(config.router(), now).stream())
                        .toList())
                .orElse(List.of());
    }
}
