package io.promptyard.bench.estimates;

import io.promptyard.router.replay.estimate.Estimates;
import io.promptyard.router.replay.estimate.LoggedChoice;
import io.promptyard.router.replay.estimate.Method;
import io.promptyard.router.replay.report.Estimate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One scenario, drawn many times: how far each method's estimates of the difference are off, and how often intervals hold the truth. */
final class Trials {
    private final Map<Method, Score> scores = new EnumMap<>(Method.class);

    private Trials() {}

    /** Running sums of one method. */
    static final class Score {
        private int count;
        private int held;
        private double errors;
        private double squares;
        private double widths;
        private int supported;
        private int supportedHeld;

        private void add(double truth, Estimate estimate) {
            count++;
            boolean holds = estimate.low() <= truth && truth <= estimate.high();
            held += holds ? 1 : 0;
            if (!estimate.method().equals(Estimates.PARTLY_PREDICTED)
                    && !estimate.method().endsWith("prediction")) {
                supported++;
                supportedHeld += holds ? 1 : 0;
            }
            double error = estimate.value() - truth;
            errors += error;
            squares += error * error;
            widths += (estimate.high() - estimate.low()) / 2;
        }

        int count() {
            return count;
        }

        int held() {
            return held;
        }

        double bias() {
            return errors / count;
        }

        double meanSquare() {
            return squares / count;
        }

        /** Mean half width of the intervals. */
        double reach() {
            return widths / count;
        }

        /** Intervals whose method says that the log has support for them. */
        int supportedCount() {
            return supported;
        }

        /** How many of those hold the truth. */
        int supportedHeld() {
            return supportedHeld;
        }

        /** Share of the intervals that hold the truth. */
        double coverage() {
            return (double) held / count;
        }
    }

    static Trials run(Scenario scenario, int resamples, long seed) {
        Trials trials = new Trials();
        double truth = scenario.truth();
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = 0; at < resamples; at++) {
            List<LoggedChoice> log = scenario.draw(random.split());
            for (Method method : Method.values()) {
                Estimates estimates = new Estimates(method, 0.95);
                log.forEach(choice -> estimates.add(choice, List.of()));
                Estimate difference = estimates.difference(Estimates.TOTAL);
                if (difference != null) {
                    trials.scores.computeIfAbsent(method, key -> new Score()).add(truth, difference);
                }
            }
        }
        return trials;
    }

    Score of(Method method) {
        return scores.getOrDefault(method, new Score());
    }
}
