package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.promptyard.connector.health.HealthListener;
import io.promptyard.model.ProviderHealth;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records into the meters of {@link HealthMeter}. Targets and keys are those of the configuration. Counters of keys are there when a provider's connector
 * is made, at 0; a target's gauge when its circuit first opens. Thread-safe.
 */
public final class HealthMetrics implements HealthListener {
    private static final List<FailureKind> COOLING =
            List.of(FailureKind.RATE_LIMITED, FailureKind.AUTHENTICATION, FailureKind.QUOTA_EXHAUSTED);

    private final MeterRegistry registry;
    private final Map<Target, AtomicInteger> circuits = new ConcurrentHashMap<>();

    public HealthMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void keys(ProviderId provider, List<String> names) {
        for (FailureKind kind : COOLING) {
            names.forEach(name -> cooldowns(provider, name, kind));
            counter(HealthMeter.ROTATIONS, of(provider).and("failure.kind", kind.name()));
        }
        counter(HealthMeter.REFUSED, of(provider));
    }

    @Override
    public void circuit(Target target, ProviderHealth.State state) {
        circuits.computeIfAbsent(target, this::gauge)
                .set(
                        switch (state) {
                            case OPEN -> 2;
                            case HALF_OPEN -> 1;
                            case HEALTHY, COOLING, UNKNOWN -> 0;
                        });
        if (state == ProviderHealth.State.OPEN) {
            counter(HealthMeter.OPENED, of(target)).increment();
        }
    }

    private AtomicInteger gauge(Target target) {
        AtomicInteger state = new AtomicInteger();
        Gauge.builder(HealthMeter.CIRCUIT.id(), state, AtomicInteger::get)
                .description(HealthMeter.CIRCUIT.description())
                .tags(of(target))
                .register(registry);
        return state;
    }

    @Override
    public void cooled(ProviderId provider, String key, FailureKind why) {
        cooldowns(provider, key, why).increment();
    }

    @Override
    public void rotated(ProviderId provider, FailureKind why) {
        counter(HealthMeter.ROTATIONS, of(provider).and("failure.kind", why.name()))
                .increment();
    }

    @Override
    public void refused(ProviderId provider) {
        counter(HealthMeter.REFUSED, of(provider)).increment();
    }

    private Counter cooldowns(ProviderId provider, String key, FailureKind why) {
        return counter(HealthMeter.COOLDOWNS, of(provider).and("key", key, "failure.kind", why.name()));
    }

    private Counter counter(HealthMeter meter, Tags tags) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(tags)
                .register(registry);
    }

    private static Tags of(ProviderId provider) {
        return Tags.of("provider", provider.value());
    }

    private static Tags of(Target target) {
        return of(target.provider()).and("model", target.model().value());
    }
}
