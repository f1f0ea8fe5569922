package io.promptyard.standalone.config.keys;

import java.util.List;

/**
 * What a key says of itself, whatever it takes. Immutable: each method gives a copy, and the last one makes it a key.
 *
 * @param otherwise what holds without it, in Markdown
 * @param example a value as the file would have it, in YAML on one line
 * @param means what it does, in Markdown; may be empty where the keys within say it
 * @param variable the environment variable that goes before it; empty for none
 * @param flag the flag of {@code up} that goes before both; empty for none
 */
public record Draft(String name, String otherwise, String example, String means, String variable, String flag) {
    /** What stands in place of a default where there is none and can be none. */
    public static final String REQUIRED = "must be given";

    public Draft example(String yaml) {
        return new Draft(name, otherwise, yaml, means, variable, flag);
    }

    public Draft means(String markdown) {
        return new Draft(name, otherwise, example, markdown, variable, flag);
    }

    /** In words, where no single value holds without it. */
    public Draft otherwise(String markdown) {
        return new Draft(name, markdown, example, means, variable, flag);
    }

    public Draft required() {
        return otherwise(REQUIRED);
    }

    public Draft variable(String name) {
        return new Draft(this.name, otherwise, example, means, name, flag);
    }

    public Draft flag(String name) {
        return new Draft(this.name, otherwise, example, means, variable, name);
    }

    /** One value; {@code value} holds without it. */
    public <T> DefaultKey<T> value(Rule<T> rule, T value) {
        return new DefaultKey<>(this, rule, value);
    }

    /** One value, and no default, or one that depends on other things. */
    public <T> ValueKey<T> value(Rule<T> rule) {
        return new ValueKey<>(this, rule);
    }

    /** One value or a list of them. */
    public <T> ListKey<T> list(Rule<T> rule) {
        return new ListKey<>(this, rule, false);
    }

    /** The only ones, of which an empty list is a mistake. */
    public <T> ListKey<T> only(Rule<T> rule) {
        return new ListKey<>(this, rule, true);
    }

    /** Values under names of the user's choice; {@code each} says what they name. */
    public <T> MapKey<T> map(String each, Rule<T> rule) {
        return new MapKey<>(this, each, rule);
    }

    /** A map of keys, which the reference lists among the others. */
    public SectionKey holding(Table table) {
        return new SectionKey(this, SectionKey.Shape.ONE, "", table, SectionKey.Place.AMONG, "a map", List.of());
    }

    /** Such maps under names of the user's choice; {@code each} says what they name. */
    public SectionKey named(String each, Table table) {
        return new SectionKey(
                this, SectionKey.Shape.BY_NAME, each, table, SectionKey.Place.APART, "maps by " + each, List.of());
    }

    /** A list of such maps. */
    public SectionKey listing(Table table) {
        return new SectionKey(
                this, SectionKey.Shape.LIST, "", table, SectionKey.Place.AMONG, "a list of maps", List.of());
    }
}
