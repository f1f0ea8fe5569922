package io.promptyard.router.feedback;

import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What can be seen of the model in use from outside. */
public final class ModelGauges {
    private static final double MILLIS = 1_000;

    private ModelGauges() {}

    public static void register(LearningMetrics metrics, ModelHolder holder, ModelShelf shelf, Clock clock) {
        metrics.gauge(LearningMeter.AGE, () -> age(holder.learntAt(), clock.instant()));
        metrics.gauge(LearningMeter.PINNED, () -> shelf.pinned() ? 1 : 0);
    }

    private static double age(Instant learnt, Instant now) {
        return learnt.equals(Instant.EPOCH) ? 0 : Duration.between(learnt, now).toMillis() / MILLIS;
    }
}
