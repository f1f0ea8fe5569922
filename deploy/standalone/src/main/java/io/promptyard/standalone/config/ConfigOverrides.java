package io.promptyard.standalone.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lays single values over a tree: first those of the environment, then those of flags. */
final class ConfigOverrides {
    /** The keys that have a variable of their own. */
    private static final Map<String, String> VARIABLES = ConfigKeys.variables();

    private ConfigOverrides() {}

    static void apply(ConfigNode.Mapping top, Map<String, String> environment, Map<String, String> flags) {
        Map<String, String> values = new LinkedHashMap<>();
        VARIABLES.forEach((variable, path) -> {
            String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                values.put(path, value);
            }
        });
        values.putAll(flags);
        values.forEach((path, value) -> put(top, path, value));
    }

    private static void put(ConfigNode.Mapping top, String path, String value) {
        int dot = path.indexOf('.');
        String section = path.substring(0, dot);
        // A section that is not a map stays, and is told as such.
        if (top.entries().get(section) instanceof ConfigNode.Empty) {
            top.entries().remove(section);
        }
        ConfigNode node = top.entries().computeIfAbsent(section, name -> new ConfigNode.Mapping());
        if (node instanceof ConfigNode.Mapping mapping) {
            mapping.entries().put(path.substring(dot + 1), new ConfigNode.Scalar(value, value));
        }
    }
}
