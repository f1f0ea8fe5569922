package io.promptyard.router.replay.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many small logs of one made-up world whose truth is known; the real worlds are in {@code bench estimates}. */
class CoverageTest {
    private static final List<Target> TARGETS =
            List.of(Target.of("local", "cheap"), Target.of("eu", "middle"), Target.of("openai", "smart"));
    /** By target, of hard prompts; easy ones are 0.3 better. Predictions say the same of all targets. */
    private static final double[] HARD = {0.2, 0.45, 0.65};

    private static final double PREDICTED = 0.5;
    private static final double EASY = 0.3;
    private static final int LOGS = 200;

    @Test
    void shouldHoldTheTruthAboutAsOftenAsItSaysWhilePredictionsAloneDoNot() {
        assertThat(held(Method.DOUBLY_ROBUST)).isBetween(0.91, 0.99);
        assertThat(held(Method.DIRECT)).isLessThan(0.1);
    }

    @Test
    void shouldBeNoFurtherOffThanWeightsAlone() {
        assertThat(error(Method.DOUBLY_ROBUST)).isLessThan(error(Method.IPS));
    }

    private static double held(Method method) {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        for (int log = 0; log < LOGS; log++) {
            Estimate estimate = difference(method, random.split());
            held += estimate.low() <= truth() && truth() <= estimate.high() ? 1 : 0;
        }
        return (double) held / LOGS;
    }

    private static double error(Method method) {
        SplittableRandom random = new SplittableRandom(11);
        double squares = 0;
        for (int log = 0; log < LOGS; log++) {
            double error = difference(method, random.split()).value() - truth();
            squares += error * error;
        }
        return Math.sqrt(squares / LOGS);
    }

    /** All to the smart one instead of nine in ten to the cheap one. */
    private static double truth() {
        return HARD[2] - (0.8 * HARD[0] + 0.1 * HARD[1] + 0.1 * HARD[2]);
    }

    private static Estimate difference(Method method, SplittableRandom random) {
        Estimates estimates = new Estimates(method, 0.95);
        for (int at = 0; at < 500; at++) {
            boolean easy = random.nextBoolean();
            double chance = random.nextDouble();
            int logged = chance < 0.8 ? 0 : chance < 0.9 ? 1 : 2;
            double outcome = random.nextDouble() < HARD[logged] + (easy ? EASY : 0) ? 1 : 0;
            double predicted = PREDICTED + (easy ? EASY : 0);
            estimates.add(
                    new LoggedChoice(
                            "c" + at,
                            "chat",
                            TARGETS.get(logged),
                            Map.of(TARGETS.get(0), 0.8, TARGETS.get(1), 0.1, TARGETS.get(2), 0.1),
                            random.nextInt(2) == 0 ? Map.of(TARGETS.get(logged), outcome) : Map.of(),
                            Map.of(TARGETS.get(0), predicted, TARGETS.get(1), predicted, TARGETS.get(2), predicted),
                            Map.of(TARGETS.get(2), 1.0)),
                    List.of());
        }
        Estimate difference = estimates.difference(Estimates.TOTAL);
        assertThat(difference).isNotNull();
        return difference;
    }
}
