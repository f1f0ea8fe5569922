package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import java.util.List;

/**
 * From what a model predicts of a prompt to what is expected of each target. Levels are the catalogue's, for benchmarks
 * are not as hard as each other and not what is asked every day; by how much this prompt is easier or harder than a usual
 * one of its task is the model's. With the target's prior, bent by complexity:
 *
 * <pre>
 * score = logistic(logit(bent) + trust · ease) + trust · own
 *
 * ease  {@value #SLOPE} · (ease of the prompt − ease of the task's usual prompts), within ±{@value #FARTHEST}: the same for all
 * own   likeness · acquaintance · (what the heads that speak for the target say of the prompt, more than of usual prompts, less
 *       what is said of models in general), within ±{@value #OWN}
 *
 * likeness      of the target to those heads, 0 where there are none: see {@link Kin}
 * acquaintance  whether the heads were measured on such prompts: 0 up to {@value #STRANGE} of {@link Scorer#acquaintance},
 *               1 from {@value #KNOWN} on, a straight line between. A head that was not errs, and by much
 * </pre>
 *
 * Of two targets that only borrow, the one with the higher prior has the higher score, whatever the prompt. Where nothing
 * is believed the score is the bent prior. Immutable; thread-safe.
 */
final class Borrowing {
    /** How steeply the odds rise with a probability, near those of usual answers. */
    private static final double SLOPE = 4;

    private static final double FARTHEST = 2;
    private static final double OWN = 0.4;
    private static final double STRANGE = 0.7;
    private static final double KNOWN = 0.9;

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
     * @param complexity of the prompt, as far as the model is believed
     */
    void scores(Scorer scorer, Task task, double complexity, double trust, double[] to) {
        double easier = scorer.ease() - usual.ease(task);
        double shift = trust * bounded(SLOPE * easier, FARTHEST);
        for (int target = 0; target < kin.size(); target++) {
            double odds = Odds.of(priors.of(target, task, complexity)) + shift;
            to[target] = Odds.bounded(Odds.probability(odds) + trust * own(kin.get(target), scorer));
        }
    }

    private double own(Kin own, Scorer scorer) {
        double sum = 0;
        for (int head = 0; head < own.heads().size(); head++) {
            String name = own.heads().get(head);
            double known = (scorer.acquaintance(name) - STRANGE) / (KNOWN - STRANGE);
            double better = scorer.probability(name, 0.5) - usual.probability(name) - (scorer.ease() - usual.ease());
            sum += Math.max(0, Math.min(1, known)) * bounded(better, OWN);
        }
        return own.heads().isEmpty() ? 0 : own.likeness() * sum / own.heads().size();
    }

    private static double bounded(double shift, double most) {
        return Math.max(-most, Math.min(most, shift));
    }
}
