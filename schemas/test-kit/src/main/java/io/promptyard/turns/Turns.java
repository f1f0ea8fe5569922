package io.promptyard.turns;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whose turn it is on a day, counted from 1970-01-01 in UTC.
 *
 * @param all everyone's, whatever the day
 */
public record Turns(long day, boolean all) {
    private static final List<String> NAMED = List.of("test", "it.test");
    /** One day for a whole run, even if it ends on the next. */
    private static final Turns TODAY = new Turns(
            LocalDate.now(ZoneOffset.UTC).toEpochDay(),
            System.getProperty("promptyard.turns", "").equals("all")
                    || NAMED.stream().anyMatch(Turns::isSet));

    private static boolean isSet(String property) {
        return !System.getProperty(property, "").isEmpty();
    }

    /** Today's; everyone's with {@code -Dpromptyard.turns=all} and where tests are asked for by name. */
    public static Turns today() {
        return TODAY;
    }

    /** Whether it is the turn of number {@code turn} (from 0) among {@code days}, one a day. */
    public boolean has(int turn, int days) {
        if (turn < 0 || turn >= days) {
            throw new IllegalArgumentException("turn: at least 0 and below " + days + " (got " + turn + ")");
        }
        return all || Math.floorMod(day, days) == turn;
    }

    /** Those whose turn it is where each has one within {@code days}, in their order; several a day where there are more of them than days. */
    public <T> Stream<T> of(Collection<T> values, int days) {
        List<T> listed = List.copyOf(values);
        return IntStream.range(0, listed.size())
                .filter(at -> has(at % days, days))
                .mapToObj(listed::get);
    }

    /** For a choice within what itself has a turn every so many days: a day of these is one round. */
    public Turns everySoManyDays(int days) {
        return new Turns(Math.floorDiv(day, days), all);
    }
}
