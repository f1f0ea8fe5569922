package io.promptyard.standalone.config.keys;

/**
 * A key of one value or a list of them.
 *
 * @param narrows whether it names the only ones: without the key there is no limit, so a list with nothing in it is a mistake, and must not come to mean all
 */
public record ListKey<T>(Draft draft, Rule<T> rule, boolean narrows) implements Key {
    @Override
    public String takes() {
        return rule.takes() + "; one or a list";
    }
}
