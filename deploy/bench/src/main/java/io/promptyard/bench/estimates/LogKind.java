package io.promptyard.bench.estimates;

import io.promptyard.bench.estimates.World.Known;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** How a log came about: who chose, and of what outcomes are known. */
enum LogKind {
    EXPLORING("cheapest-capable, 10 % explored", rule -> rule.exploring(0.1), false, outcome -> 0.3),
    CONVERSATIONS("the same, conversations of 5 with one target", rule -> rule.exploring(0.1), true, outcome -> 0.3),
    UNIFORM("any target", rule -> Rule.uniform(), false, outcome -> 0.3),
    BIASED("10 % explored, bad answers rated twice as often", rule -> rule.exploring(0.1), false, LogKind::complaint),
    DETERMINISTIC("cheapest-capable, nothing explored", UnaryOperator.identity(), false, outcome -> 0.3);

    private static final double COMPLAINED = 0.4;
    private static final double PRAISED = 0.2;

    private final String label;
    /** What the candidates of each world do, in the order of {@link #scenarios}. */
    static final List<String> CANDIDATES =
            List.of("always the cheapest", "always the best predicted", "always the dearest");

    private final UnaryOperator<Rule> recorded;
    private final boolean conversations;
    private final ToDoubleFunction<Double> rated;

    LogKind(String label, UnaryOperator<Rule> recorded, boolean conversations, ToDoubleFunction<Double> rated) {
        this.label = label;
        this.recorded = recorded;
        this.conversations = conversations;
        this.rated = rated;
    }

    private static double complaint(double outcome) {
        return PRAISED + (COMPLAINED - PRAISED) * (1 - outcome);
    }

    String label() {
        return label;
    }

    /** Who chooses the cheapest target that is predicted to be about as good as the cheapest is on half of the prompts. */
    List<Scenario> scenarios(World world, int logged) {
        double[] predictions = world.prompts().stream()
                .mapToDouble((Known each) -> each.predicted()[0])
                .sorted()
                .toArray();
        Rule capable = Rule.capable(predictions[predictions.length / 2]);
        return List.of(Rule.cheapest(), Rule.bestPredicted(), Rule.dearest()).stream()
                .map(candidate -> new Scenario(world, recorded.apply(capable), candidate, conversations, logged, rated))
                .toList();
    }
}
