package io.promptyard.standalone.config.keys;

import java.util.Collection;
import java.util.List;

/** The keys that one map of the file may have, in the order of the reference. */
public record Table(List<Key> keys) {
    public Table {
        keys = List.copyOf(keys);
        long names = keys.stream().map(Key::name).distinct().count();
        if (names != keys.size()) {
            throw new IllegalArgumentException("a key is declared twice among " + names(keys));
        }
    }

    public static Table of(Key... keys) {
        return new Table(List.of(keys));
    }

    /** All of them, one part after the other. */
    public static Table joined(Collection<? extends Collection<? extends Key>> parts) {
        return new Table(parts.stream().<Key>flatMap(Collection::stream).toList());
    }

    /** Whether it is this key that is declared here, and not one of the same name elsewhere. */
    public boolean declares(Key key) {
        return keys.contains(key);
    }

    public List<String> names() {
        return names(keys);
    }

    private static List<String> names(List<Key> keys) {
        return keys.stream().map(Key::name).toList();
    }
}
