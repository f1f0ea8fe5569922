package io.promptyard.router.worker;

import io.promptyard.model.ProviderId;
import io.promptyard.router.metrics.RouterMeter;
import io.promptyard.router.metrics.RouterMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** How much the tasks of one worker have before them. Read by any thread; registered gauges hold their source weakly. */
final class WorkerGauges {
    private final Collection<TaskCalls> tasks;
    private final DispatchGate gate;
    private final Clock clock;

    WorkerGauges(Collection<TaskCalls> tasks, DispatchGate gate, Clock clock) {
        this.tasks = tasks;
        this.gate = gate;
        this.clock = clock;
    }

    void register(RouterMetrics metrics, ProviderId provider) {
        metrics.gauge(RouterMeter.PENDING, provider, "queued", this, gauges -> gauges.sum(Pressure::queued));
        metrics.gauge(RouterMeter.PENDING, provider, "calling", this, gauges -> gauges.sum(Pressure::calling));
        metrics.gauge(RouterMeter.PENDING, provider, "waiting", this, gauges -> gauges.sum(Pressure::waiting));
        metrics.gauge(RouterMeter.PARKED, provider, this, gauges -> gauges.sum(Pressure::parked));
        metrics.gauge(RouterMeter.LAG, provider, this, WorkerGauges::lag);
        metrics.gauge(RouterMeter.CROWDED, provider, this, gauges -> gauges.sum(task -> task.crowded() ? 1 : 0));
        metrics.gauge(RouterMeter.OLDEST, provider, this, WorkerGauges::oldestSeconds);
    }

    private long lag() {
        return gate.lag() + sum(Pressure::parked);
    }

    private double oldestSeconds() {
        return pressures()
                .map(Pressure::oldest)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    private long sum(ToLongFunction<Pressure> value) {
        return pressures().mapToLong(value).sum();
    }

    private Stream<Pressure> pressures() {
        return tasks.stream().map(TaskCalls::pressure);
    }
}
