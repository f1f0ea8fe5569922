package io.promptyard.standalone.config.keys;

/** A key of one value; {@code value} is what a reader gets without it, and what the reference shows. */
public record DefaultKey<T>(Draft draft, Rule<T> rule, T value) implements RuledKey<T> {
    @Override
    public String otherwise() {
        return "`" + written() + "`";
    }

    @Override
    public String words() {
        return rule.words() + ", default " + written();
    }

    private String written() {
        return rule.write().apply(value);
    }
}
