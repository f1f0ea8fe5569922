package io.promptyard.standalone.config.keys;

/** A key of one value. */
public sealed interface RuledKey<T> extends Key permits ValueKey, DefaultKey {
    Rule<T> rule();

    /** What a problem says of a value that breaks the rule. */
    String words();

    @Override
    default String takes() {
        return rule().takes();
    }
}
