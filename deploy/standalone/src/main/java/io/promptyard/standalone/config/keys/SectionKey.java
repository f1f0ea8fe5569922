package io.promptyard.standalone.config.keys;

import java.util.List;

/**
 * A key with keys of its own: one map of them, several by name, or a list. {@code takes} says so, and what else it takes;
 * {@code words} are those that it takes in place of a map.
 */
public record SectionKey(
        Draft draft, Shape shape, String each, Table table, Place place, String takes, List<Word<?>> words)
        implements Key {
    public SectionKey {
        words = List.copyOf(words);
    }

    /** How the maps stand under the key. */
    public enum Shape {
        ONE,
        BY_NAME,
        LIST
    }

    /** Where the page shows the keys within. */
    public enum Place {
        /** Among those of the table that this key stands in. */
        AMONG,
        /** In a table of their own. */
        APART,
        /** Nowhere: what the key takes and means says it all. */
        TOLD
    }

    /** One whose keys the page shows in a table of their own. */
    public SectionKey apart() {
        return new SectionKey(draft, shape, each, table, Place.APART, takes, words);
    }

    /** One whose keys the page does not show, for {@code takes} says it all. */
    public SectionKey told(String takes) {
        return new SectionKey(draft, shape, each, table, Place.TOLD, takes, words);
    }

    /** One that takes other things too, as {@code takes} says. */
    public SectionKey or(String takes) {
        return new SectionKey(draft, shape, each, table, place, takes, words);
    }

    /** One that takes these words too. */
    public SectionKey or(List<? extends Word<?>> words) {
        return new SectionKey(draft, shape, each, table, place, "a word or " + takes, List.copyOf(words));
    }

    /** The same keys under one that says otherwise what holds without it. */
    public SectionKey otherwise(String markdown) {
        return new SectionKey(draft.otherwise(markdown), shape, each, table, place, takes, words);
    }

    /** What stands between the key and those within, in a path. */
    String between() {
        return switch (shape) {
            case ONE -> "";
            case BY_NAME -> ".<" + each + ">";
            case LIST -> "[]";
        };
    }
}
