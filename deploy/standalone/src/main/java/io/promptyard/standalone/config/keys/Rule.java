package io.promptyard.standalone.config.keys;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one value may be. Immutable, and pure where {@code parse} is.
 *
 * @param takes what it takes, in Markdown, for the reference
 * @param words what a problem says, such as {@code must be true or false}
 * @param parse empty for a text that breaks the rule
 * @param write a text that {@code parse} reads as the same value, as the file would have it
 * @param near what a text that breaks the rule is likely to mean; empty where that cannot be told
 */
public record Rule<T>(
        String takes,
        String words,
        Function<String, Optional<T>> parse,
        Function<T, String> write,
        Function<String, Optional<String>> near) {
    public static final Rule<Boolean> FLAG = oneOf(on -> on ? "true" : "false", List.of(true, false));

    /** Any text, blank too. */
    public static final Rule<String> TEXT = of("a text", Optional::of, text -> text);

    public static final Rule<String> NOT_BLANK = new Rule<>(
            "a text", "must not be blank", text -> text.isBlank() ? Optional.empty() : Optional.of(text), text -> text);

    /** A text that is shown nowhere; a blank one counts as none. */
    public static final Rule<String> SECRET = of("a secret", Optional::of, text -> text);

    public static final Rule<Double> UNIT = of("a number from 0 to 1", Rule::unit, value -> Double.toString(value));

    public static final Rule<BigDecimal> USD = of(
            "a decimal of at least 0",
            text -> Values.decimal(text).filter(value -> value.signum() >= 0),
            BigDecimal::toPlainString);

    public static final Rule<Duration> DURATION = such(
            "a duration above 0",
            "200ms, 120s or 10m",
            text -> Values.duration(text).filter(value -> !value.isZero()),
            Values::written);

    /** In bytes. */
    public static final Rule<Integer> SIZE = such(
            "a size above 0", "512KB or 32MB", text -> Values.size(text).filter(size -> size > 0), Values::writtenSize);

    public static final Rule<ZoneId> ZONE = such("a time zone", "Europe/Berlin", Rule::zone, Rule::written);

    /** One of which nothing is near. */
    public Rule(String takes, String words, Function<String, Optional<T>> parse, Function<T, String> write) {
        this(takes, words, parse, write, text -> Optional.empty());
    }

    /** One whose problem says what it takes. */
    public static <T> Rule<T> of(String takes, Function<String, Optional<T>> parse, Function<T, String> write) {
        return new Rule<>(takes, "must be " + takes.replace("`", ""), parse, write);
    }

    /** The same, and the problem gives an example. */
    public static <T> Rule<T> such(
            String takes, String example, Function<String, Optional<T>> parse, Function<T, String> write) {
        return new Rule<>(takes, "must be " + takes.replace("`", "") + " such as " + example, parse, write);
    }

    /** One of these words. */
    public static <T> Rule<T> oneOf(Function<T, String> label, List<T> values) {
        return of(listed(values.stream().map(label).toList()), ofLabel(label, values), label);
    }

    /** The same, where they are many. */
    public static <T> Rule<T> oneOfMany(Function<T, String> label, List<T> values) {
        List<String> words = values.stream().map(label).toList();
        return new Rule<>(
                listed(words),
                "must be one of " + String.join(", ", words),
                ofLabel(label, values),
                label,
                text -> NearestKey.of(text, words));
    }

    /** The same, where there are too many words for a problem to list. */
    public static <T> Rule<T> known(String what, Function<T, String> label, List<T> values) {
        List<String> words = values.stream().map(label).toList();
        return new Rule<>(
                listed(words), "must be " + what, ofLabel(label, values), label, text -> NearestKey.of(text, words));
    }

    public static <E extends Enum<E>> Rule<E> oneOf(Function<E, String> label, Class<E> type) {
        return oneOf(label, Arrays.asList(type.getEnumConstants()));
    }

    public static Rule<Long> whole(long least, long most) {
        return of(
                "a whole number from " + least + " to " + most,
                text -> Values.whole(text).filter(value -> value >= least && value <= most),
                value -> Long.toString(value));
    }

    public static Rule<Integer> integer(int least, int most) {
        Rule<Long> whole = whole(least, most);
        return new Rule<>(
                whole.takes(),
                whole.words(),
                text -> whole.parse().apply(text).map(Long::intValue),
                value -> Integer.toString(value));
    }

    /** The same, and {@code near} knows better what is meant. */
    public Rule<T> near(Function<String, Optional<String>> near) {
        return new Rule<>(takes, words, parse, write, near);
    }

    private static <T> Function<String, Optional<T>> ofLabel(Function<T, String> label, List<T> values) {
        return text ->
                values.stream().filter(each -> label.apply(each).equals(text)).findFirst();
    }

    /** {@code `a`, `b` or `c`}. */
    static String listed(List<String> words) {
        List<String> quoted = words.stream().map(word -> "`" + word + "`").toList();
        int last = quoted.size() - 1;
        return last == 0 ? quoted.getFirst() : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
    }

    private static Optional<Double> unit(String text) {
        return Values.decimal(text).map(BigDecimal::doubleValue).filter(value -> value >= 0 && value <= 1);
    }

    private static String written(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
