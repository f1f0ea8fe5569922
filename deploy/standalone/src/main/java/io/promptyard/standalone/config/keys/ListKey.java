package io.promptyard.standalone.config.keys;

/** A key of one value or a list of them. */
public record ListKey<T>(Draft draft, Rule<T> rule) implements Key {
    @Override
    public String takes() {
        return rule.takes() + "; one or a list";
    }
}
