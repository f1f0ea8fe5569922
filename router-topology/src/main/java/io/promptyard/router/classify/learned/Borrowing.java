package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.List;

/**
 * From what a model predicts of a prompt to what is expected of each target. Levels are the catalogue's, for benchmarks
 * are not as hard as each other and not what is asked every day; by how much this prompt is easier or harder than a usual
 * one of its task is the model's. On the scale of {@link Odds}, for a target with prior {@code p}:
 *
 * <pre>
 * score = (1 − trust) · bent(p) + trust · (p + ease + likeness · own)
 *
 * bent      the prior bent by the first tier's complexity: what is expected without a model
 * ease      {@value #SLOPE} · (ease of the prompt − ease of the task's usual prompts), within ±{@value #FARTHEST}: the same for all
 * own       what the heads that speak for the target say, less what they say of the task's usual prompts and less ease,
 *           within ±{@value #OWN}: a head knows the benchmarks that it was measured on, and errs where others were
 * likeness  of the target to those heads, 0 where there are none: see {@link Kin}
 * </pre>
 *
 * Of two targets that only borrow, the one with the higher prior has the higher score, whatever the prompt. Immutable;
 * thread-safe.
 */
final class Borrowing {
    /** How steeply the odds rise with a probability, near those of usual answers. */
    private static final double SLOPE = 4;

    private static final double FARTHEST = 2;
    private static final double OWN = 0.7;

    private final Priors priors;
    private final Usual usual;
    private final List<Kin> kin;

    Borrowing(Priors priors, Usual usual, List<String> heads, List<Kin.Link> links) {
        this.priors = priors;
        this.usual = usual;
        this.kin = priors.targets().stream()
                .map(target -> Kin.of(target, heads, links))
                .toList();
    }

    static Borrowing of(RoutingModel model, Priors priors) {
        Usual usual = Usual.of(model, Usual.parse(Resources.lines("usual.tsv")));
        return new Borrowing(priors, usual, model.heads(), Kin.parse(Resources.lines("kin.tsv")));
    }

    /**
     * One score for each of the targets, from 0.01 to 0.99.
     *
     * @param scorer has just scored the prompt
     * @param complexity as the first tier says it
     */
    void scores(Scorer scorer, Task task, double complexity, double trust, double[] to) {
        double ease = bounded(SLOPE * (scorer.ease() - usual.ease(task)), FARTHEST);
        for (int target = 0; target < kin.size(); target++) {
            double bent = Odds.of(priors.of(target, task, complexity));
            double odds = bent;
            if (trust > 0) {
                double shift = ease + own(kin.get(target), scorer, task, ease);
                odds = (1 - trust) * bent + trust * (Odds.of(priors.of(target, task)) + shift);
            }
            to[target] = Odds.probability(odds);
        }
    }

    private double own(Kin own, Scorer scorer, Task task, double ease) {
        if (own.heads().isEmpty()) {
            return 0;
        }
        double sum = 0;
        for (int head = 0; head < own.heads().size(); head++) {
            String name = own.heads().get(head);
            sum += Odds.of(scorer.probability(name, 0.5)) - usual.odds(task, name);
        }
        return own.likeness() * bounded(sum / own.heads().size() - ease, OWN);
    }

    private static double bounded(double shift, double most) {
        return Math.max(-most, Math.min(most, shift));
    }
}
