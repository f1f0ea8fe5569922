package io.promptyard.bench.estimates;

import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Prompts of which every target's outcome is known: the truth to hold estimates against.
 *
 * @param targets the cheapest first
 */
record World(String name, List<Target> targets, List<Known> prompts) {
    private static final int CONVERSATION = 5;
    /** What predictions that are off keep of their distance from one half, and how far targets' predictions are moved at most. */
    private static final double FLATTENED = 0.6;

    private static final double MOVED = 0.15;

    World {
        targets = List.copyOf(targets);
        prompts = List.copyOf(prompts);
    }

    /**
     * One prompt.
     *
     * @param outcomes by target, 0 to 1
     * @param predicted by target, 0 to 1, by who has not seen the outcomes
     */
    record Known(String stratum, double[] outcomes, double[] predicted) {}

    /** The same with predictions that are off: flattened, and each target's moved by an amount of its own. */
    World off(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] moved = random.doubles(targets.size(), -MOVED, MOVED).toArray();
        return new World(
                name + ", predictions off",
                targets,
                prompts.stream()
                        .map(known -> {
                            double[] predicted = new double[moved.length];
                            for (int at = 0; at < moved.length; at++) {
                                double flat = 0.5 + FLATTENED * (known.predicted()[at] - 0.5);
                                predicted[at] = Math.clamp(flat + moved[at], 0.0, 1.0);
                            }
                            return new Known(known.stratum(), known.outcomes(), predicted);
                        })
                        .toList());
    }

    /** Each prompt alone, or, as conversations, some of one stratum together. */
    List<List<Known>> clusters(boolean conversations) {
        if (!conversations) {
            return prompts.stream().map(List::of).toList();
        }
        List<Known> sorted = new ArrayList<>(prompts);
        sorted.sort(Comparator.comparing(Known::stratum));
        List<List<Known>> clusters = new ArrayList<>();
        for (int at = 0; at < sorted.size(); at += CONVERSATION) {
            clusters.add(sorted.subList(at, Math.min(sorted.size(), at + CONVERSATION)));
        }
        return clusters;
    }
}
