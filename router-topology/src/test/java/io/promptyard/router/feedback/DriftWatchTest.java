package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.router.classify.learned.LearntFrom;
import io.promptyard.router.metrics.LearningMeter;
import io.promptyard.router.metrics.LearningMetrics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftWatchTest {
    private static final LearntFrom LEARNT = new LearntFrom(
            50,
            50,
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of(
                    "share.task.chat", 0.5,
                    "share.task.code", 0.5,
                    "share.complexity.2", 1.0,
                    "share.familiarity.9", 0.9,
                    "share.familiarity.2", 0.1));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Optional<LearntFrom> learnt = Optional.of(LEARNT);
    private final DriftWatch watch =
            new DriftWatch(new LearningMetrics(meters, "default"), Set.of(GPT.toString()), () -> learnt);

    @Test
    void shouldSayStableWhenPromptsAreAsThoseLearntFrom() {
        // When
        for (int i = 0; i < 100; i++) {
            decide(i % 2 == 0 ? "chat" : "code", 0.25);
        }
        // Then
        assertThat(drift("task")).isCloseTo(0, within(1e-9));
        assertThat(drift("complexity")).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldSayAnotherPopulationWhenTheMixOfTasksHasChanged() {
        // When
        for (int i = 0; i < 100; i++) {
            decide(i % 10 == 0 ? "chat" : "code", 0.25);
        }
        // Then
        // 0.4 ln(0.9/0.5) + 0.4 ln(0.5/0.1), by hand.
        assertThat(drift("task")).isCloseTo(0.8789, within(1e-4));
        assertThat(drift("complexity")).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldSayByHowMuchLessPromptsAreKnown() {
        // When
        for (int i = 0; i < 100; i++) {
            double familiarity = i % 2 == 0 ? 0.95 : 0.25;
            watch.decided(new Signal.Decided(1, GPT.toString(), 1, 0.5, "chat", 0.25, "c", familiarity, null));
        }
        // Then
        // -0.4 ln(0.5/0.9) + 0.4 ln(0.5/0.1), by hand.
        assertThat(drift("familiarity")).isCloseTo(0.8789, within(1e-4));
    }

    @Test
    void shouldSayNothingWhenNothingWasLearntOrAsked() {
        // When
        double unasked = drift("task");
        for (int i = 0; i < 100; i++) {
            decide("chat", 0.5);
        }
        learnt = Optional.empty();
        // Then
        assertThat(unasked).isNaN();
        assertThat(drift("task")).isNaN();
    }

    @Test
    void shouldSayNothingWhenThereAreTooFewToSpeakOfShares() {
        // When
        for (int i = 0; i < 99; i++) {
            decide("chat", 0.5);
        }
        double few = drift("task");
        decide("chat", 0.5);
        double enough = drift("task");
        learnt = Optional.of(new LearntFrom(1_000, 49, null, null, LEARNT.shares()));
        // Then
        assertThat(few).isNaN();
        assertThat(enough).isPositive();
        assertThat(drift("task")).isNaN();
    }

    @Test
    void shouldSayWhetherTheModelWasLearntFromALog() {
        // When
        double logged = meters.get(LearningMeter.OWN.id()).gauge().value();
        learnt = Optional.of(new LearntFrom(1, 1, null, null, Map.of()));
        double files = meters.get(LearningMeter.OWN.id()).gauge().value();
        learnt = Optional.empty();
        // Then
        assertThat(logged).isEqualTo(1);
        assertThat(files).isZero();
        assertThat(meters.get(LearningMeter.OWN.id()).gauge().value()).isZero();
    }

    @Test
    void shouldHoldPredictionsAgainstLabels() {
        // When
        watch.labelled(row(0.9, 0), true);
        watch.labelled(row(0.7, 1), true);
        // Then
        assertThat(gauge(LearningMeter.PREDICTED)).isCloseTo(0.8, within(1e-9));
        assertThat(gauge(LearningMeter.OBSERVED)).isCloseTo(0.5, within(1e-9));
        assertThat(gauge(LearningMeter.BRIER)).isCloseTo((0.81 + 0.09) / 2, within(1e-9));
        assertThat(meters.get(LearningMeter.LABELS.id())
                        .tag("model", GPT.toString())
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldNameNoModelThatTheCatalogueDoesNotHold() {
        // When
        watch.labelled(
                new LabelRow("r/user", "t", "chat", "x/y", 1, 1, 1, null, 0, "c", 0, null, null, null, null), true);
        // Then
        assertThat(meters.get(LearningMeter.LABELS.id())
                        .tag("model", "other")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void decide(String task, double complexity) {
        watch.decided(new Signal.Decided(1, GPT.toString(), 1, 0.5, task, complexity, "c", 0.95, null));
    }

    private double drift(String of) {
        return meters.get(LearningMeter.DRIFT.id()).tag("of", of).gauge().value();
    }

    private double gauge(LearningMeter meter) {
        return meters.get(meter.id()).tag("model", GPT.toString()).gauge().value();
    }

    private static LabelRow row(double predicted, double score) {
        return new LabelRow(
                "r/user", "t", "chat", GPT.toString(), score, 1, 1, predicted, 0.2, "c", 0, "chat", 0.9, null, null);
    }
}
