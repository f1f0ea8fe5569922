package io.promptyard.simulator;

import io.promptyard.simulator.Fault.Breakage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fault and when it strikes, written as {@code word[first<k>][p<NN>]}: {@code fail503}, {@code fail429after2first1},
 * {@code slow200p50}. Several are joined by {@code --}.
 *
 * @param fault what goes wrong
 * @param firstCalls only the first so many calls of one request id to one model are struck; 0: all of them
 * @param percent of those, how many in a hundred, by a seeded hash of request id and call number
 * @param words as it was written, for the books
 */
public record FaultClause(Fault fault, int firstCalls, int percent, String words) {

    private static final String NAMED = Stream.of(Breakage.values())
            .map(Breakage::word)
            .sorted((a, b) -> b.length() - a.length())
            .collect(Collectors.joining("|"));
    private static final Pattern GRAMMAR =
            Pattern.compile("(?:fail(?<status>[45]\\d\\d)(?:after(?<after>\\d{1,7})(?<form>ms|date)?)?"
                    + "|slow(?<slow>\\d{1,7})|(?<named>" + NAMED
                    + "))(?:first(?<first>\\d{1,6}))?(?:p(?<percent>\\d{1,3}))?");
    private static final String JOINT = "--";

    public FaultClause {
        if (percent < 0 || percent > 100 || firstCalls < 0) {
            throw new IllegalArgumentException("fault: needs percent 0..100 and first >= 0 (got " + words + ")");
        }
    }

    /** The clause in one word; empty when it is none. */
    static Optional<FaultClause> parse(String word) {
        var match = GRAMMAR.matcher(word);
        if (!match.matches()) {
            return Optional.empty();
        }
        var percent = match.group("percent") == null ? 100 : Integer.parseInt(match.group("percent"));
        if (percent > 100) {
            return Optional.empty();
        }
        var first = match.group("first") == null ? 0 : Integer.parseInt(match.group("first"));
        Fault fault;
        if (match.group("status") != null) {
            fault = new Fault.Status(
                    Integer.parseInt(match.group("status")), hint(match.group("after"), match.group("form")));
        } else if (match.group("slow") != null) {
            fault = new Fault.Slow(Duration.ofMillis(Long.parseLong(match.group("slow"))));
        } else {
            fault = new Fault.Broken(Breakage.valueOf(match.group("named").toUpperCase(Locale.ROOT)));
        }
        return Optional.of(new FaultClause(fault, first, percent, word));
    }

    /** Clauses joined by {@code --}, as a script's {@code fault} has them; throws {@link IllegalArgumentException} on a word that is none. */
    public static List<FaultClause> parseAll(String words) {
        var clauses = new ArrayList<FaultClause>();
        for (var word : words.split(JOINT)) {
            clauses.add(parse(word)
                    .orElseThrow(() ->
                            new IllegalArgumentException("fault: must be a known fault word (got " + word + ")")));
        }
        return List.copyOf(clauses);
    }

    private static RetryHint hint(@Nullable String after, @Nullable String form) {
        if (after == null) {
            return RetryHint.NONE;
        }
        var amount = Long.parseLong(after);
        if (form == null) {
            return new RetryHint.Seconds(amount);
        }
        return form.equals("ms") ? new RetryHint.Millis(amount) : new RetryHint.HttpDate(amount);
    }
}
