package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Records into the meters of {@link BudgetMeter}, of all lanes together. Thread-safe. A budget goes by the name that the
 * configuration gives it, never by the tenants, keys or tags that it is held for: tags stay closed sets.
 */
public final class BudgetMetrics {

    /** What the desk said. */
    public enum Said {
        GRANTED,
        /** To another target than the one picked. */
        DOWNGRADED,
        WAITING,
        REFUSED
    }

    /** A budget in windows of one length; {@code unit} is {@code usd}, {@code requests} or {@code tokens}. */
    public record Series(String budget, String window, String unit) {}

    /** Of all accounts of a series whose window runs. */
    public record Figures(long keys, double spent, double reserved, double fullest) {
        private static final Figures NONE = new Figures(0, 0, 0, 0);

        /** With one account more. */
        public Figures plus(double spentOfOne, double reservedOfOne, double limit) {
            double used = limit > 0 ? (spentOfOne + reservedOfOne) / limit : 1;
            return new Figures(keys + 1, spent + spentOfOne, reserved + reservedOfOne, Math.max(fullest, used));
        }

        public static Figures none() {
            return NONE;
        }
    }

    private final MeterRegistry registry;
    private final Set<Series> known = ConcurrentHashMap.newKeySet();
    private volatile Map<Series, Figures> figures = Map.of();
    private volatile int waiting;

    /** The gauges are held for as long as this is. */
    BudgetMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(BudgetMeter.WAITING.id(), this, metrics -> metrics.waiting)
                .description(BudgetMeter.WAITING.description())
                .register(registry);
    }

    /** Makes the counter of what a budget refuses be there at 0: a rate over one that appears with its first event misses it. */
    public void expect(String budget, String unit) {
        counter(Said.REFUSED, budget, unit);
    }

    /** @param budget the one that was in the way, {@code none} where none was */
    public void said(Said what, String budget, String unit) {
        counter(what, budget, unit).increment();
    }

    private Counter counter(Said what, String budget, String unit) {
        return Counter.builder(BudgetMeter.ANSWERS.id())
                .description(BudgetMeter.ANSWERS.description())
                .tags(Tags.of("answer", what.name().toLowerCase(Locale.ROOT), "budget", budget, "unit", unit))
                .register(registry);
    }

    /** What there is now, in place of what was there before. */
    public void show(Map<Series, Figures> now, int waitingNow) {
        now.keySet().stream().filter(known::add).forEach(this::register);
        figures = Map.copyOf(now);
        waiting = waitingNow;
    }

    /** The desk is no longer here. */
    public void gone() {
        figures = Map.of();
        waiting = 0;
    }

    private void register(Series series) {
        gauge(BudgetMeter.KEYS, series, Figures::keys);
        gauge(BudgetMeter.SPENT, series, Figures::spent);
        gauge(BudgetMeter.RESERVED, series, Figures::reserved);
        gauge(BudgetMeter.FULLEST, series, Figures::fullest);
    }

    private void gauge(BudgetMeter meter, Series series, ToDoubleFunction<Figures> value) {
        Gauge.builder(
                        meter.id(),
                        this,
                        metrics -> value.applyAsDouble(metrics.figures.getOrDefault(series, Figures.none())))
                .description(meter.description())
                .tags(Tags.of("budget", series.budget(), "window", series.window(), "unit", series.unit()))
                .register(registry);
    }
}
