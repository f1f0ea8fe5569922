package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.util.List;
import java.util.Map;

/** What {@code check-config} does: every problem of a file at once. Stateless. */
public final class ConfigCheck {
    private ConfigCheck() {}

    /** Empty when a process would start with it in this environment. */
    public static List<ConfigProblem> problems(String yaml, Map<String, String> environment) {
        return new ConfigLoader(environment, Map.of()).read(yaml).problems();
    }
}
