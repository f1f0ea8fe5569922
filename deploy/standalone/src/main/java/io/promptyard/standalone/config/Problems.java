package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Collects what is wrong with a configuration while it is read. {@code errors} make it unusable; {@code notBuilt} is
 * right as written and waits for a later version. Not thread-safe.
 */
final class Problems {
    /** A number or a word that stands in every other problem is no secret. */
    private static final int SHORTEST_SECRET = 6;

    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final List<ConfigProblem> errors = new ArrayList<>();
    private final List<ConfigProblem> notBuilt = new ArrayList<>();

    /** Has a value that came out of the environment shown as its reference from now on, wherever a problem quotes it. */
    void hide(String value, String reference) {
        if (value.length() >= SHORTEST_SECRET) {
            hidden.put(value, reference);
        }
    }

    /** On one line, whatever the value. */
    void error(String path, String rule, String got) {
        String shown = got.replaceAll("\\s*\\R\\s*", " ");
        for (Map.Entry<String, String> each : hidden.entrySet()) {
            shown = shown.replace(each.getKey(), each.getValue());
        }
        errors.add(new ConfigProblem(path, rule, shown));
    }

    /** Whether there is one at the path or within it: what else is wrong there may only follow from that. */
    boolean within(String path) {
        return errors.stream()
                .map(ConfigProblem::path)
                .anyMatch(each -> each.equals(path) || each.startsWith(path + ".") || each.startsWith(path + "["));
    }

    /** The same, where a path fits the pattern. */
    boolean within(Pattern path) {
        return errors.stream().anyMatch(each -> path.matcher(each.path()).lookingAt());
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
