package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.promptyard.router.classify.second.SecondTierListener;
import java.util.concurrent.TimeUnit;

/** Records into the meters of {@link SecondTierMeter}. Thread-safe. They are there from the start, at 0. */
public final class SecondTierMetrics implements SecondTierListener {
    private final Counter passed;
    private final Timer answered;
    private final Timer failed;

    public SecondTierMetrics(MeterRegistry registry) {
        passed = Counter.builder(SecondTierMeter.PASSED.id())
                .description(SecondTierMeter.PASSED.description())
                .register(registry);
        answered = timer(registry, "answered");
        failed = timer(registry, "failed");
    }

    private static Timer timer(MeterRegistry registry, String result) {
        return Timer.builder(SecondTierMeter.ASKED.id())
                .description(SecondTierMeter.ASKED.description())
                .tag("result", result)
                .register(registry);
    }

    @Override
    public void passed() {
        passed.increment();
    }

    @Override
    public void answered(long nanos) {
        answered.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(long nanos) {
        failed.record(nanos, TimeUnit.NANOSECONDS);
    }
}
