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
 * acquaintance  whether the heads were measured on such prompts: 0 up to {@value #STRANGE} of {@link Features#acquaintance},
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
    private static final double STRANGE = 0.6;
    private static final double KNOWN = 0.8;

    private final Priors priors;
    private final Usual usual;
    private final List<Kin> kin;
    /** The heads that speak for any target, and for each target the places of its own among them. */
    private final List<String> speakers;

    private final int[] columns;
    private final int[][] places;

    Borrowing(RoutingModel model, Priors priors, Usual usual, List<Kin.Link> links) {
        List<String> heads = model.heads().stream()
                .filter(head -> model.quality(head).isPresent())
                .toList();
        this.priors = priors;
        this.usual = usual;
        this.kin = priors.targets().stream()
                .map(target -> Kin.of(target, heads, links))
                .toList();
        this.speakers =
                kin.stream().flatMap(each -> each.heads().stream()).distinct().toList();
        this.columns = speakers.stream()
                .mapToInt(head -> model.quality(head).orElseThrow())
                .toArray();
        this.places = kin.stream()
                .map(each -> each.heads().stream().mapToInt(speakers::indexOf).toArray())
                .toArray(int[][]::new);
    }

    static Borrowing of(RoutingModel model, Priors priors) {
        Usual usual = Usual.of(model, Usual.parse(Resources.lines("usual.tsv")));
        return new Borrowing(model, priors, usual, Kin.parse(Resources.lines("kin.tsv")));
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
        double[] better = better(scorer);
        for (int target = 0; target < places.length; target++) {
            double odds = Odds.of(priors.of(target, task, complexity)) + shift;
            to[target] = Odds.bounded(Odds.probability(odds) + trust * own(target, better));
        }
    }

    /** By how much each of the speakers says that its model does better here than models in general. */
    private double[] better(Scorer scorer) {
        double[] better = new double[columns.length];
        scorer.acquaintance(columns, better);
        double easier = scorer.ease() - usual.ease();
        for (int at = 0; at < better.length; at++) {
            String head = speakers.get(at);
            double known = Math.max(0, Math.min(1, (better[at] - STRANGE) / (KNOWN - STRANGE)));
            better[at] = known * bounded(scorer.probability(head, 0.5) - usual.probability(head) - easier, OWN);
        }
        return better;
    }

    private double own(int target, double[] better) {
        double sum = 0;
        for (int place : places[target]) {
            sum += better[place];
        }
        return places[target].length == 0 ? 0 : kin.get(target).likeness() * sum / places[target].length;
    }

    private static double bounded(double shift, double most) {
        return Math.max(-most, Math.min(most, shift));
    }
}
