package io.promptyard.standalone.config.keys;

/** A key of one value that has no default, or one that depends on other things. */
public record ValueKey<T>(Draft draft, Rule<T> rule) implements RuledKey<T> {
    @Override
    public String words() {
        return rule.words();
    }
}
