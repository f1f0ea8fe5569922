package io.promptyard.standalone.config.keys;

import java.util.Optional;

/**
 * One key of the file, declared: what it is called, what it takes, what holds without it, and what it means. A reader reads
 * through it, the reference is made of it. Begin one with {@link #named}.
 */
public sealed interface Key permits RuledKey, ListKey, MapKey, SectionKey {
    /** What every key says of itself. */
    Draft draft();

    /** What it takes, in Markdown. */
    String takes();

    /** What holds without it, in Markdown. */
    default String otherwise() {
        return draft().otherwise();
    }

    /** What holds without it as the file would have it; empty where that is no single value. */
    default Optional<String> literal() {
        return Optional.of(otherwise())
                .filter(text -> text.matches("`[^`]+`"))
                .map(text -> text.substring(1, text.length() - 1));
    }

    default String name() {
        return draft().name();
    }

    /** Begins the declaration of a key. */
    static Draft named(String name) {
        return new Draft(name, "none", "", "", "", "");
    }
}
