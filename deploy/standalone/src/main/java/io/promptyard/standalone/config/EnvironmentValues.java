package io.promptyard.standalone.config;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} in values. An unset or empty name without a default is a
 * problem, or, where {@code lenient}, an empty text. Not thread-safe.
 */
final class EnvironmentValues {
    private static final String OPEN = "${";
    private static final String DEFAULT = ":-";

    private final Map<String, String> environment;
    private final boolean lenient;
    private final SortedSet<String> unset = new TreeSet<>();

    EnvironmentValues(Map<String, String> environment, boolean lenient) {
        this.environment = environment;
        this.lenient = lenient;
    }

    /** Names that were asked for, are not set and have no default. */
    SortedSet<String> unset() {
        return unset;
    }

    ConfigNode.Scalar replace(String path, String text, Problems problems) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                problems.error(path, "${ must be closed by }", "${");
                break;
            }
            String reference = text.substring(open + OPEN.length(), close);
            String value = value(reference, problems);
            if (value == null && !lenient) {
                problems.error(path, "environment variable must be set", OPEN + reference + "}");
            }
            out.append(text, at, open).append(value == null ? "" : value);
            at = close + 1;
        }
        out.append(text.substring(at));
        return new ConfigNode.Scalar(out.toString(), text);
    }

    private @Nullable String value(String reference, Problems problems) {
        int split = reference.indexOf(DEFAULT);
        String name = split < 0 ? reference : reference.substring(0, split);
        String set = environment.get(name);
        if (set != null && !set.isEmpty()) {
            problems.hide(set, OPEN + reference + "}");
            return set;
        }
        if (split < 0) {
            unset.add(name);
            return null;
        }
        return reference.substring(split + DEFAULT.length());
    }
}
