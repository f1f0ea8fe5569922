package io.promptyard.standalone.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A map of the file, read key by key: each reader names the key it knows, {@link #end()} reports the others. A value
 * that breaks its rule is told and reads as absent, so that reading goes on to the next problem. Not thread-safe.
 */
final class Section {
    private final String path;
    private final Map<String, ConfigNode> entries;
    private final Set<String> known = new LinkedHashSet<>();
    private final Problems problems;

    Section(String path, ConfigNode.Mapping mapping, Problems problems) {
        this.path = path;
        this.entries = mapping.entries();
        this.problems = problems;
    }

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String path() {
        return path;
    }

    String path(String key) {
        return child(path, key);
    }

    Problems problems() {
        return problems;
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        known.add(key);
        return entries.containsKey(key) && !(entries.get(key) instanceof ConfigNode.Empty);
    }

    /** Reports every key that no reader named. */
    void end() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                String near = NearestKey.of(key, known)
                        .map(nearest -> ", the nearest known is " + nearest)
                        .orElse("");
                problems.error(path(key), "unknown key" + near, key);
            }
        }
    }

    /** The node itself, for values of several shapes. */
    Optional<ConfigNode> node(String key) {
        return has(key) ? Optional.of(entries.get(key)) : Optional.empty();
    }

    Optional<String> text(String key) {
        return node(key).flatMap(node -> scalar(path(key), node)).map(ConfigNode.Scalar::text);
    }

    /** A text that is never shown in a problem. */
    Optional<String> secret(String key) {
        return text(key).filter(text -> !text.isBlank());
    }

    Optional<String> required(String key) {
        if (!has(key)) {
            problems.error(path(key), "must be given", "nothing");
        }
        return text(key);
    }

    <T> Optional<T> value(String key, String rule, Function<String, Optional<T>> parse) {
        return node(key).flatMap(node -> value(path(key), node, rule, parse));
    }

    /** The same for a value that stands in a list. */
    <T> Optional<T> value(String at, ConfigNode node, String rule, Function<String, Optional<T>> parse) {
        Optional<ConfigNode.Scalar> scalar = scalar(at, node);
        Optional<T> value = scalar.flatMap(each -> parse.apply(each.text()));
        if (scalar.isPresent() && value.isEmpty()) {
            problems.error(at, rule, shown(scalar.get()));
        }
        return value;
    }

    Optional<Boolean> flag(String key) {
        return value(key, "must be true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Optional<Long> whole(String key, long least, long most) {
        return value(
                key,
                "must be a whole number from " + least + " to " + most,
                text -> Values.whole(text).filter(value -> value >= least && value <= most));
    }

    Optional<Integer> integer(String key, int least, int most) {
        return whole(key, least, most).map(Long::intValue);
    }

    Optional<Double> unit(String key) {
        return value(key, "must be a number from 0 to 1", Section::unitOf);
    }

    static Optional<Double> unitOf(String text) {
        return Values.decimal(text).map(BigDecimal::doubleValue).filter(value -> value >= 0 && value <= 1);
    }

    Optional<BigDecimal> usd(String key) {
        return value(
                key,
                "must be a decimal of at least 0",
                text -> Values.decimal(text).filter(value -> value.signum() >= 0));
    }

    Optional<Duration> duration(String key) {
        return value(
                key,
                "must be a duration above 0 such as 200ms, 120s or 10m",
                text -> Values.duration(text).filter(value -> !value.isZero()));
    }

    /** One value or a list of them. */
    <T> List<T> values(String key, String rule, Function<String, Optional<T>> parse) {
        List<T> values = new ArrayList<>();
        Optional<ConfigNode> node = node(key);
        if (node.isPresent() && node.get() instanceof ConfigNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                value(path(key) + "[" + i + "]", sequence.items().get(i), rule, parse)
                        .ifPresent(values::add);
            }
        } else {
            node.flatMap(single -> value(path(key), single, rule, parse)).ifPresent(values::add);
        }
        return values;
    }

    List<String> texts(String key) {
        return values(key, "must not be blank", text -> text.isBlank() ? Optional.empty() : Optional.of(text));
    }

    /** Keys of any name, each with its text. */
    Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        section(key)
                .ifPresent(section ->
                        section.keys().forEach(name -> section.text(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    Optional<Section> section(String key) {
        return node(key).flatMap(node -> section(path(key), node));
    }

    /** Sections under names of the user's choice. */
    Map<String, Section> sections(String key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        section(key)
                .ifPresent(outer -> outer.keys().forEach(name -> {
                    outer.known.add(name);
                    ConfigNode node = outer.entries.get(name);
                    ConfigNode given = node instanceof ConfigNode.Empty ? new ConfigNode.Mapping() : node;
                    section(outer.path(name), given).ifPresent(section -> sections.put(name, section));
                }));
        return sections;
    }

    /** A list of sections. */
    List<Section> sectionList(String key) {
        List<Section> sections = new ArrayList<>();
        node(key).ifPresent(node -> {
            if (node instanceof ConfigNode.Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    section(path(key) + "[" + i + "]", sequence.items().get(i)).ifPresent(sections::add);
                }
            } else {
                problems.error(path(key), "must be a list", node.kind());
            }
        });
        return sections;
    }

    /** A list of sections, where a single value stands for one with just {@code key}. */
    List<Section> valuesOrSections(String list, String key) {
        List<Section> sections = new ArrayList<>();
        node(list).ifPresent(node -> {
            if (!(node instanceof ConfigNode.Sequence sequence)) {
                problems.error(path(list), "must be a list", node.kind());
                return;
            }
            for (int i = 0; i < sequence.items().size(); i++) {
                ConfigNode item = sequence.items().get(i);
                ConfigNode map = item instanceof ConfigNode.Scalar
                        ? new ConfigNode.Mapping(new LinkedHashMap<>(Map.of(key, item)))
                        : item;
                section(path(list) + "[" + i + "]", map).ifPresent(sections::add);
            }
        });
        return sections;
    }

    private Optional<Section> section(String at, ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            return Optional.of(new Section(at, mapping, problems));
        }
        problems.error(at, "must be a map", node.kind());
        return Optional.empty();
    }

    private Optional<ConfigNode.Scalar> scalar(String at, ConfigNode node) {
        if (node instanceof ConfigNode.Scalar scalar) {
            return Optional.of(scalar);
        }
        problems.error(at, "must be a single value", node.kind());
        return Optional.empty();
    }

    private static String shown(ConfigNode.Scalar scalar) {
        boolean number = Values.decimal(scalar.shown()).isPresent();
        return number ? scalar.shown() : "\"" + scalar.shown() + "\"";
    }
}
