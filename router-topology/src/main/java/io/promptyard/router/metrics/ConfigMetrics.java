package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Records into the meters of {@link ConfigMeter}. Thread-safe. They are there from the start, at 0. */
public final class ConfigMetrics {

    /** Why what is published is not used. */
    public enum Fault {
        /** Its bytes are no record of ours. */
        UNREADABLE,
        /** A later version wrote it. */
        NEWER,
        CORRUPT,
        /** It has problems here. */
        UNFIT
    }

    private final Counter switched;
    private final Map<Fault, Counter> ignored = new EnumMap<>(Fault.class);
    private final AtomicInteger published = new AtomicInteger();

    public ConfigMetrics(MeterRegistry registry) {
        switched = Counter.builder(ConfigMeter.SWITCHED.id())
                .description(ConfigMeter.SWITCHED.description())
                .register(registry);
        for (Fault each : Fault.values()) {
            ignored.put(
                    each,
                    Counter.builder(ConfigMeter.IGNORED.id())
                            .description(ConfigMeter.IGNORED.description())
                            .tag("reason", each.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder(ConfigMeter.PUBLISHED.id(), published, AtomicInteger::get)
                .description(ConfigMeter.PUBLISHED.description())
                .strongReference(true)
                .register(registry);
    }

    /** @param toPublished false when the file's own is in force again */
    public void switched(boolean toPublished) {
        switched.increment();
        published.set(toPublished ? 1 : 0);
    }

    public void ignored(Fault fault) {
        ignored.get(fault).increment();
    }
}
