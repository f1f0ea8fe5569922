package io.promptyard.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a {@link FaultScript}: for these calls, in this window, this goes wrong or takes this long.
 *
 * @param match which calls the rule speaks of
 * @param window which of them, by count and time since the script came into force
 * @param percent of those, how many in a hundred, by a seeded hash of request id and call number
 * @param faults what goes wrong; empty: nothing, the rule only sets the latency
 * @param latency in place of the settings' latency
 */
public record FaultRule(Match match, Window window, int percent, List<FaultClause> faults, Optional<Latency> latency) {

    public FaultRule {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent: must be from 0 to 100 (got " + percent + ")");
        }
        if (faults.isEmpty() && latency.isEmpty()) {
            throw new IllegalArgumentException("fault: a rule needs a fault or a latency (got neither)");
        }
        faults = List.copyOf(faults);
    }

    /** A rule for all calls, with faults as in a model name, such as {@code fail503p20} or {@code slow100--reset}. */
    public static FaultRule of(String faults) {
        return new FaultRule(Match.ALL, Window.ALWAYS, 100, FaultClause.parseAll(faults), Optional.empty());
    }

    public FaultRule forProvider(String provider) {
        return new FaultRule(
                new Match(match.dialect, Optional.of(provider), match.model, match.key),
                window,
                percent,
                faults,
                latency);
    }

    /** The glob is matched against the model's name without its fault words. */
    public FaultRule forModel(String glob) {
        return new FaultRule(
                new Match(match.dialect, match.provider, Optional.of(new Glob(glob)), match.key),
                window,
                percent,
                faults,
                latency);
    }

    public FaultRule forDialect(Dialect dialect) {
        return new FaultRule(
                new Match(Optional.of(dialect), match.provider, match.model, match.key),
                window,
                percent,
                faults,
                latency);
    }

    /** Only the calls that are made with this key. */
    public FaultRule forKey(String key) {
        return new FaultRule(
                new Match(match.dialect, match.provider, match.model, Optional.of(key)),
                window,
                percent,
                faults,
                latency);
    }

    /** Only the calls from the first to the last number, both included, counted from 1 among the calls that match. */
    public FaultRule forCalls(long first, long last) {
        return new FaultRule(match, new Window(first, last, window.after, window.until), percent, faults, latency);
    }

    /** Only between these two moments since the script came into force. */
    public FaultRule between(Duration after, Duration until) {
        return new FaultRule(match, new Window(window.fromCall, window.toCall, after, until), percent, faults, latency);
    }

    public FaultRule percent(int inAHundred) {
        return new FaultRule(match, window, inAHundred, faults, latency);
    }

    public FaultRule latency(Latency instead) {
        return new FaultRule(match, window, percent, faults, Optional.of(instead));
    }

    /** Which calls; what is absent matches all. */
    public record Match(
            Optional<Dialect> dialect, Optional<String> provider, Optional<Glob> model, Optional<String> key) {

        public static final Match ALL =
                new Match(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        boolean covers(Dialect spoken, String tag, String base, String bearer) {
            return dialect.map(it -> it == spoken).orElse(true)
                    && provider.map(tag::equals).orElse(true)
                    && model.map(it -> it.matches(base)).orElse(true)
                    && key.map(bearer::equals).orElse(true);
        }
    }

    /** Which of the calls that match, by number (from 1, both ends included) and by time since the script came into force. */
    public record Window(long fromCall, long toCall, Duration after, Duration until) {

        public static final Window ALWAYS =
                new Window(1, Long.MAX_VALUE, Duration.ZERO, Duration.ofMillis(Long.MAX_VALUE));

        public Window {
            if (fromCall < 1 || toCall < fromCall) {
                throw new IllegalArgumentException(
                        "from-call: needs 1 <= from-call <= to-call (got " + fromCall + " and " + toCall + ")");
            }
            if (after.isNegative() || until.compareTo(after) < 0) {
                throw new IllegalArgumentException(
                        "after: needs 0 <= after <= until (got " + after + " and " + until + ")");
            }
        }

        boolean holds(long call, long millisSinceStart) {
            return call >= fromCall
                    && call <= toCall
                    && millisSinceStart >= after.toMillis()
                    && millisSinceStart < until.toMillis();
        }
    }
}
