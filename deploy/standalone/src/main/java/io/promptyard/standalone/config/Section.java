package io.promptyard.standalone.config;

import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.MapKey;
import io.promptyard.standalone.config.keys.NearestKey;
import io.promptyard.standalone.config.keys.RuledKey;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A map of the file, read key by key: each reader asks for keys that its {@link Table} declares, {@link #end()} reports the
 * others. A value that breaks its rule is told and reads as absent, so that reading goes on to the next problem. Not
 * thread-safe.
 */
final class Section {
    private final String path;
    private final Map<String, ConfigNode> entries;
    private final Table table;
    private final Set<String> known = new LinkedHashSet<>();
    private final Problems problems;

    Section(String path, ConfigNode.Mapping mapping, Table table, Problems problems) {
        this.path = path;
        this.entries = mapping.entries();
        this.table = table;
        this.problems = problems;
    }

    static String child(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    String path() {
        return path;
    }

    String path(Key key) {
        return child(path, key.name());
    }

    Problems problems() {
        return problems;
    }

    void error(Key key, String rule, String got) {
        problems.error(path(key), rule, got);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** @throws IllegalStateException when the reader asks for a key that the reference would not have */
    boolean has(Key key) {
        if (!table.declares(key)) {
            throw new IllegalStateException(path(key) + " is read and not declared among " + table.names());
        }
        known.add(key.name());
        return entries.containsKey(key.name()) && !(entries.get(key.name()) instanceof ConfigNode.Empty);
    }

    /** Reports every key that no reader asked for. */
    void end() {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                String rule = table.names().contains(key)
                        ? "does not go with the other keys here"
                        : "unknown key" + NearestKey.words(key, table.names());
                problems.error(child(path, key), rule, key);
            }
        }
    }

    /** The node itself, for values of several shapes. */
    Optional<ConfigNode> node(Key key) {
        return has(key) ? Optional.of(entries.get(key.name())) : Optional.empty();
    }

    /** What is given, or else the default. */
    <T> T get(DefaultKey<T> key) {
        return find(key).orElse(key.value());
    }

    /** What is given. */
    <T> Optional<T> find(RuledKey<T> key) {
        return find(key, key.rule().parse());
    }

    /** What is given, read by more than the declaration knows. */
    <T> Optional<T> find(RuledKey<?> key, Function<String, Optional<T>> parse) {
        return node(key)
                .flatMap(node ->
                        value(path(key), node, key.words(), parse, key.rule().near()));
    }

    /** The same, and a problem where nothing is given. */
    <T> Optional<T> required(RuledKey<T> key) {
        require(key);
        return find(key);
    }

    /** A problem where nothing is given. */
    void require(Key key) {
        if (!has(key)) {
            error(key, "must be given", "nothing");
        }
    }

    /** A text that is never shown in a problem; a blank one counts as none. */
    Optional<String> secret(RuledKey<String> key) {
        return find(key).filter(text -> !text.isBlank());
    }

    /** The text of a value, or a problem and nothing. */
    <T> Optional<T> value(String at, ConfigNode node, String words, Function<String, Optional<T>> parse) {
        return value(at, node, words, parse, text -> Optional.empty());
    }

    /** @param near what a text that cannot be read is likely to mean, for the problem */
    <T> Optional<T> value(
            String at,
            ConfigNode node,
            String words,
            Function<String, Optional<T>> parse,
            Function<String, Optional<String>> near) {
        Optional<ConfigNode.Scalar> scalar = scalar(at, node);
        Optional<T> value = scalar.flatMap(each -> parse.apply(each.text()));
        if (scalar.isPresent() && value.isEmpty()) {
            String hint = near.apply(scalar.get().text())
                    .map(", the nearest known is "::concat)
                    .orElse("");
            problems.error(at, words + hint, shown(scalar.get()));
        }
        return value;
    }

    /** One value or a list of them. */
    <T> List<T> list(ListKey<T> key) {
        return list(key, key.rule().parse());
    }

    /** The same, read by more than the declaration knows. */
    <T> List<T> list(ListKey<?> key, Function<String, Optional<T>> parse) {
        String words = key.rule().words();
        List<T> values = new ArrayList<>();
        Optional<ConfigNode> node = node(key);
        if (node.isPresent() && node.get() instanceof ConfigNode.Sequence sequence) {
            if (key.narrows() && sequence.items().isEmpty()) {
                error(key, "must name at least one", "none");
            }
            for (int i = 0; i < sequence.items().size(); i++) {
                String at = path(key) + "[" + i + "]";
                value(at, sequence.items().get(i), words, parse, key.rule().near())
                        .ifPresent(values::add);
            }
        } else {
            node.flatMap(single ->
                            value(path(key), single, words, parse, key.rule().near()))
                    .ifPresent(values::add);
        }
        return values;
    }

    /** Values under names of the user's choice. */
    <T> Map<String, T> map(MapKey<T> key) {
        Map<String, T> values = new LinkedHashMap<>();
        mapWithUnreadable(key).forEach((name, value) -> value.ifPresent(given -> values.put(name, given)));
        return values;
    }

    /** The same with the names whose value breaks the rule, or is nothing. */
    <T> Map<String, Optional<T>> mapWithUnreadable(MapKey<T> key) {
        Map<String, Optional<T>> values = new LinkedHashMap<>();
        Map<String, ConfigNode> nodes = node(key)
                .flatMap(node -> mapping(path(key), node))
                .map(ConfigNode.Mapping::entries)
                .orElse(Map.of());
        nodes.forEach((name, node) -> values.put(
                name,
                node instanceof ConfigNode.Empty
                        ? Optional.empty()
                        : value(
                                child(path(key), name),
                                node,
                                key.rule().words(),
                                key.rule().parse(),
                                key.rule().near())));
        return values;
    }

    Optional<Section> section(SectionKey key) {
        return node(key).flatMap(node -> section(path(key), node, key.table()));
    }

    /** The same, and one without keys where nothing is given. */
    Section sectionOrEmpty(SectionKey key) {
        return section(key).orElseGet(() -> at(path(key), new ConfigNode.Mapping(), key));
    }

    /** One that stands elsewhere than right under its key. */
    Section at(String at, ConfigNode.Mapping mapping, SectionKey key) {
        return new Section(at, mapping, key.table(), problems);
    }

    /** Sections under names of the user's choice. */
    Map<String, Section> sections(SectionKey key) {
        Map<String, Section> sections = new LinkedHashMap<>();
        node(key)
                .flatMap(node -> mapping(path(key), node))
                .ifPresent(mapping -> mapping.entries().forEach((name, node) -> {
                    ConfigNode given = node instanceof ConfigNode.Empty ? new ConfigNode.Mapping() : node;
                    section(child(path(key), name), given, key.table())
                            .ifPresent(section -> sections.put(name, section));
                }));
        return sections;
    }

    /** A list of sections. */
    List<Section> sectionList(SectionKey key) {
        List<Section> sections = new ArrayList<>();
        items(key).forEach((at, item) -> section(at, item, key.table()).ifPresent(sections::add));
        return sections;
    }

    /** A list of sections, where a single value stands for one with just {@code alone}. */
    List<Section> valuesOrSections(SectionKey key, Key alone) {
        List<Section> sections = new ArrayList<>();
        items(key).forEach((at, item) -> {
            ConfigNode map = item instanceof ConfigNode.Scalar
                    ? new ConfigNode.Mapping(new LinkedHashMap<>(Map.of(alone.name(), item)))
                    : item;
            section(at, map, key.table()).ifPresent(sections::add);
        });
        return sections;
    }

    private Map<String, ConfigNode> items(SectionKey key) {
        Map<String, ConfigNode> items = new LinkedHashMap<>();
        node(key).ifPresent(node -> {
            if (node instanceof ConfigNode.Sequence sequence) {
                for (int i = 0; i < sequence.items().size(); i++) {
                    items.put(path(key) + "[" + i + "]", sequence.items().get(i));
                }
            } else {
                error(key, "must be a list", node.kind());
            }
        });
        return items;
    }

    private Optional<Section> section(String at, ConfigNode node, Table within) {
        return mapping(at, node).map(mapping -> new Section(at, mapping, within, problems));
    }

    private Optional<ConfigNode.Mapping> mapping(String at, ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            return Optional.of(mapping);
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
