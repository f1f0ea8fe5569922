package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.promptyard.router.shadow.ShadowCaller;
import io.promptyard.router.shadow.ShadowListener;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records into the meters of {@link ShadowMeter}. Thread-safe. They are there from the start, at 0. */
public final class ShadowMetrics implements ShadowListener {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Dropped, Counter> dropped = new EnumMap<>(Dropped.class);
    private final Counter answered;
    private final Counter failed;
    private final Counter answersDropped;
    private final Counter cost;
    private final Counter unknown;

    public ShadowMetrics(MeterRegistry registry, String lane) {
        this.registry = registry;
        this.tags = Tags.of("lane", lane);
        for (Dropped why : Dropped.values()) {
            dropped.put(
                    why,
                    counter(ShadowMeter.DROPPED, tags.and("reason", why.name().toLowerCase(Locale.ROOT))));
        }
        answered = counter(ShadowMeter.CALLS, tags.and("result", "answered"));
        failed = counter(ShadowMeter.CALLS, tags.and("result", "failed"));
        answersDropped = counter(ShadowMeter.ANSWERS_DROPPED, tags);
        cost = counter(ShadowMeter.COST, tags);
        unknown = counter(ShadowMeter.COST_UNKNOWN, tags);
    }

    /** Shows how many calls it has open. The gauge is held for as long as the caller is. */
    public void show(ShadowCaller caller) {
        Gauge.builder(ShadowMeter.OPEN.id(), caller, ShadowCaller::open)
                .description(ShadowMeter.OPEN.description())
                .tags(tags)
                .register(registry);
    }

    private Counter counter(ShadowMeter meter, Tags of) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(of)
                .register(registry);
    }

    @Override
    public void dropped(Dropped why) {
        dropped.get(why).increment();
    }

    @Override
    public void answerDropped() {
        answersDropped.increment();
    }

    @Override
    public void ended(boolean success, @Nullable BigDecimal usd) {
        (success ? answered : failed).increment();
        if (usd == null) {
            unknown.increment();
        } else {
            cost.increment(usd.doubleValue());
        }
    }
}
