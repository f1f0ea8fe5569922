package io.promptyard.standalone.config.keys;

/** A key of values under names of the user's choice; {@code each} says what they name. */
public record MapKey<T>(Draft draft, String each, Rule<T> rule) implements Key {
    @Override
    public String takes() {
        return rule.takes() + ", by " + each;
    }
}
