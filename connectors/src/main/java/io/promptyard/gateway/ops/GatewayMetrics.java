package io.promptyard.gateway.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The gateway's meters on an injected registry, looked up once so that a request only counts. Thread-safe. */
public final class GatewayMetrics {
    private static final int CLASSES = 6;

    private final MeterRegistry registry;
    private final Map<GatewayMeter, Counter> counters = new EnumMap<>(GatewayMeter.class);
    private final Map<Endpoint, Counter[]> requests = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Timer> durations = new EnumMap<>(Endpoint.class);
    private final Timer firstChunk;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Endpoint endpoint : Endpoint.values()) {
            requests.put(endpoint, byStatusClass(endpoint));
            durations.put(endpoint, timer(GatewayMeter.DURATION, endpoint));
        }
        firstChunk = timer(GatewayMeter.FIRST_CHUNK, Endpoint.CHAT_COMPLETIONS);
        for (GatewayMeter meter : GatewayMeter.values()) {
            if (isCounter(meter)) {
                counters.put(meter, counter(meter).register(registry));
            }
        }
    }

    public void inFlight(IntSupplier value) {
        Gauge.builder(GatewayMeter.IN_FLIGHT.meterName(), value, IntSupplier::getAsInt)
                .baseUnit(GatewayMeter.IN_FLIGHT.unit())
                .description(GatewayMeter.IN_FLIGHT.description())
                .strongReference(true)
                .register(registry);
    }

    public void count(GatewayMeter meter) {
        Counter counter = counters.get(meter);
        if (counter == null) {
            throw new IllegalArgumentException(meter + " is not a plain counter");
        }
        counter.increment();
    }

    public void answered(Endpoint endpoint, int status, long millis) {
        Counter[] classes = requests.get(endpoint);
        int statusClass = Math.clamp(status / 100, 0, CLASSES - 1);
        if (classes != null) {
            classes[statusClass].increment();
        }
        Timer duration = durations.get(endpoint);
        if (duration != null) {
            duration.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        }
    }

    public void firstChunk(long millis) {
        firstChunk.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    private static boolean isCounter(GatewayMeter meter) {
        return switch (meter) {
            case REQUESTS, DURATION, FIRST_CHUNK, IN_FLIGHT -> false;
            case ACCEPTED, PUBLISH_FAILED, CANCELLED, TIMED_OUT, UNKNOWN_RESPONSES, UNREADABLE, LATE_CHUNKS -> true;
        };
    }

    private Counter[] byStatusClass(Endpoint endpoint) {
        Counter[] classes = new Counter[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            classes[i] = counter(GatewayMeter.REQUESTS)
                    .tag("endpoint", endpoint.tag())
                    .tag("status", i == 0 ? "none" : i + "xx")
                    .register(registry);
        }
        return classes;
    }

    private static Counter.Builder counter(GatewayMeter meter) {
        return Counter.builder(meter.meterName()).baseUnit(meter.unit()).description(meter.description());
    }

    private Timer timer(GatewayMeter meter, Endpoint endpoint) {
        return Timer.builder(meter.meterName())
                .description(meter.description())
                .tag("endpoint", endpoint.tag())
                .register(registry);
    }
}
