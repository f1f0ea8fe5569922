package io.promptyard.bench.estimates;

import io.promptyard.bench.estimates.World.Known;
import io.promptyard.model.Target;
import io.promptyard.router.replay.estimate.LoggedChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * One log and one candidate.
 *
 * @param conversations whether prompts come in conversations that stay with one target
 * @param logged prompts of a log
 * @param rated probability that somebody says how good an answer of that outcome was
 */
record Scenario(
        World world, Rule recorded, Rule candidate, boolean conversations, int logged, ToDoubleFunction<Double> rated) {

    /** A log, drawn with replacement. */
    List<LoggedChoice> draw(SplittableRandom random) {
        List<List<Known>> clusters = world.clusters(conversations);
        List<LoggedChoice> log = new ArrayList<>();
        for (int cluster = 0; log.size() < logged; cluster++) {
            double chance = random.nextDouble();
            for (Known prompt : clusters.get(random.nextInt(clusters.size()))) {
                log.add(choice("c" + cluster, prompt, chance, random));
            }
        }
        return log;
    }

    private LoggedChoice choice(String cluster, Known prompt, double chance, SplittableRandom random) {
        double[] shares = recorded.shares(prompt);
        int logged = 0;
        double left = chance - shares[0];
        while (left >= 0 && logged < shares.length - 1) {
            logged++;
            left -= shares[logged];
        }
        double outcome = prompt.outcomes()[logged];
        Map<Target, Double> outcomes = random.nextDouble() < rated.applyAsDouble(outcome)
                ? Map.of(world.targets().get(logged), outcome)
                : Map.of();
        return new LoggedChoice(
                cluster,
                prompt.stratum(),
                world.targets().get(logged),
                byTarget(shares),
                outcomes,
                byTarget(prompt.predicted()),
                byTarget(candidate.shares(prompt)));
    }

    private Map<Target, Double> byTarget(double[] values) {
        Map<Target, Double> map = new HashMap<>();
        for (int at = 0; at < values.length; at++) {
            if (values[at] > 0) {
                map.put(world.targets().get(at), values[at]);
            }
        }
        return map;
    }

    /** What the candidate is worth more than the recorded policy. */
    double truth() {
        return value(candidate) - value(recorded);
    }

    private double value(Rule rule) {
        return world.prompts().stream()
                .mapToDouble(prompt -> {
                    double[] shares = rule.shares(prompt);
                    double value = 0;
                    for (int at = 0; at < shares.length; at++) {
                        value += shares[at] * prompt.outcomes()[at];
                    }
                    return value;
                })
                .average()
                .orElseThrow();
    }
}
