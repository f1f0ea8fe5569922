package io.promptyard.router.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Records into the meters of {@link LearningMeter}. Thread-safe. Counters are there from the start, at 0. */
public final class LearningMetrics {

    /** What became of feedback. */
    public enum Became {
        /** A label follows from it, at once or when the answer is known. */
        LABEL,
        /** The same was said before. */
        REPEATED,
        /** Neither prompt nor answer is known: it waits for them, as long as they are remembered. */
        WAITING,
        /** It speaks of a model that did not answer. */
        CONTRADICTED,
        /** The prompt is sealed. */
        SEALED
    }

    /** What came of a training. */
    public enum Result {
        PUBLISHED,
        /** What is in use predicts held-out labels better. */
        NO_BETTER,
        /** It came to what is in use already. */
        UNCHANGED,
        FAILED
    }

    /** Why a published model is not used. */
    public enum Fault {
        MISSING,
        CORRUPT,
        UNREADABLE
    }

    private final MeterRegistry registry;
    private final Tags lane;

    public LearningMetrics(MeterRegistry registry, String lane) {
        this.registry = registry;
        this.lane = Tags.of("lane", lane);
        for (Became each : Became.values()) {
            counter(LearningMeter.FEEDBACK, "became", each);
        }
        for (Result each : Result.values()) {
            counter(LearningMeter.TRAININGS, "result", each);
        }
        for (Fault each : Fault.values()) {
            counter(LearningMeter.IGNORED, "reason", each);
        }
        Counter.builder(LearningMeter.SWITCHES.id())
                .description(LearningMeter.SWITCHES.description())
                .tags(this.lane)
                .register(registry);
    }

    public void feedback(Became what) {
        counter(LearningMeter.FEEDBACK, "became", what).increment();
    }

    /** @param model one of the catalogue's, or {@code other} */
    public void labelled(String model) {
        Counter.builder(LearningMeter.LABELS.id())
                .description(LearningMeter.LABELS.description())
                .tags(lane.and("model", model))
                .register(registry)
                .increment();
    }

    public void trained(Result result, Duration took) {
        counter(LearningMeter.TRAININGS, "result", result).increment();
        Timer.builder(LearningMeter.TRAINING_TIME.id())
                .description(LearningMeter.TRAINING_TIME.description())
                .tags(lane)
                .register(registry)
                .record(took);
    }

    public void ignored(Fault fault) {
        counter(LearningMeter.IGNORED, "reason", fault).increment();
    }

    public void switched() {
        registry.counter(LearningMeter.SWITCHES.id(), lane).increment();
    }

    /** The supplier is held for as long as the registry is. */
    public void gauge(LearningMeter meter, DoubleSupplier value) {
        gauge(meter, Tags.empty(), value);
    }

    /** The same for one of several, named by a tag. */
    public void gauge(LearningMeter meter, String tag, String of, DoubleSupplier value) {
        gauge(meter, Tags.of(tag, of), value);
    }

    private void gauge(LearningMeter meter, Tags tags, DoubleSupplier value) {
        Gauge.builder(meter.id(), value, DoubleSupplier::getAsDouble)
                .description(meter.description())
                .tags(lane.and(tags))
                .strongReference(true)
                .register(registry);
    }

    private Counter counter(LearningMeter meter, String tag, Enum<?> value) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(lane.and(tag, value.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .register(registry);
    }
}
