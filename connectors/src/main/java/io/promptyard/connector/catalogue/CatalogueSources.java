package io.promptyard.connector.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where figures come from, and which classes of quality there are: what every file of a catalogue refers to. */
record CatalogueSources(Map<String, String> names, Map<String, Double> classes) {
    static final CatalogueSources NONE = new CatalogueSources(Map.of(), Map.of());
    private static final Set<String> KEYS = Set.of("name", "as-of");

    /** Reads {@code sources} and {@code quality-classes} of the index. */
    static CatalogueSources read(JsonNode index, List<String> problems) {
        Map<String, String> names = new LinkedHashMap<>();
        index.path("sources").properties().forEach(source -> {
            String path = "sources." + source.getKey();
            String name = source.getValue().path("name").asText();
            String asOf = source.getValue().path("as-of").asText();
            source.getValue().fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    problems.add(path + "." + key + ": unknown key (got " + key + ")");
                }
            });
            if (name.isBlank()) {
                problems.add(path + ".name: must not be blank (got " + source.getValue() + ")");
            }
            if (!asOf.matches("20\\d\\d-(0[1-9]|1[0-2])")) {
                problems.add(path + ".as-of: must be a month like 2026-01 (got \"" + asOf + "\")");
            }
            names.put(source.getKey(), name + " (as of " + asOf + ")");
        });
        Map<String, Double> classes = new LinkedHashMap<>();
        index.path("quality-classes").properties().forEach(each -> {
            double value = each.getValue().asDouble(-1);
            if (value < 0 || value > 1) {
                problems.add("quality-classes." + each.getKey() + ": must be a number from 0 to 1 (got "
                        + each.getValue() + ")");
            }
            classes.put(each.getKey(), value);
        });
        return new CatalogueSources(names, classes);
    }

    /** The sources named under {@code sources} of a model, by kind of figure. */
    Map<String, List<String>> of(String path, JsonNode named, List<String> problems) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        named.properties().forEach(kind -> {
            List<String> ids = new ArrayList<>();
            kind.getValue().forEach(id -> {
                if (!names.containsKey(id.asText())) {
                    problems.add(path + ".sources." + kind.getKey() + ": must be known sources (got " + id + ")");
                }
                ids.add(id.asText());
            });
            sources.put(kind.getKey(), List.copyOf(ids));
        });
        return sources;
    }

    /** All of them in words, each with its month. */
    String inWords(Map<String, List<String>> sources) {
        Set<String> ids = new LinkedHashSet<>();
        List.of("price", "limits", "capabilities", "retires")
                .forEach(kind -> ids.addAll(sources.getOrDefault(kind, List.of())));
        return ids.stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining("; "));
    }
}
