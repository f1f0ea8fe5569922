package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.promptyard.router.judge.JudgeListener;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records into the meters of {@link JudgeMeter}. Thread-safe. They are there from the start, at 0. */
public final class JudgeMetrics implements JudgeListener {
    private final Map<Passed, Counter> passed = new EnumMap<>(Passed.class);
    private final Map<Went, Timer> waited = new EnumMap<>(Went.class);
    private final Counter cost;
    private final Counter unknown;

    public JudgeMetrics(MeterRegistry registry, String lane) {
        Tags tags = Tags.of("lane", lane);
        for (Passed why : Passed.values()) {
            passed.put(why, counter(registry, JudgeMeter.PASSED, tags.and("reason", label(why))));
        }
        for (Went how : Went.values()) {
            waited.put(
                    how,
                    Timer.builder(JudgeMeter.WAITED.id())
                            .description(JudgeMeter.WAITED.description())
                            .tags(tags.and("result", label(how)))
                            .register(registry));
        }
        cost = counter(registry, JudgeMeter.COST, tags);
        unknown = counter(registry, JudgeMeter.COST_UNKNOWN, tags);
    }

    private static Counter counter(MeterRegistry registry, JudgeMeter meter, Tags tags) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void passed(Passed why) {
        passed.get(why).increment();
    }

    @Override
    public void went(Went how, long millis) {
        waited.get(how).record(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void spent(@Nullable BigDecimal usd) {
        if (usd == null) {
            unknown.increment();
        } else {
            cost.increment(usd.doubleValue());
        }
    }
}
