package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a configuration while it is read. {@code errors} make it unusable; {@code notBuilt} is
 * right as written and waits for a later version. Not thread-safe.
 */
final class Problems {
    private final List<ConfigProblem> errors = new ArrayList<>();
    private final List<ConfigProblem> notBuilt = new ArrayList<>();

    void error(String path, String rule, String got) {
        errors.add(new ConfigProblem(path, rule, got));
    }

    void notBuilt(String path, String got) {
        notBuilt.add(new ConfigProblem(path, "not built yet", got));
    }

    List<ConfigProblem> errors() {
        return List.copyOf(errors);
    }

    List<ConfigProblem> notBuilt() {
        return List.copyOf(notBuilt);
    }
}
