package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Block.Kind;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Applies one model to one prompt after another, in buffers of its own: one for each thread. What it answers is of the
 * prompt that was scored last.
 *
 * <p>Every feature counts by its importance, their vector is brought to length 1, features that the model does not know
 * included: so the less of a prompt is known, the nearer is all that is said of it to what holds of prompts in general.
 * Not thread-safe.
 */
public final class Scorer {
    private static final float EVEN = 0.5f;
    /** In deviations: how steeply complexity rises with the need for a strong model. */
    private static final double STEEPNESS = 1.2;

    private final RoutingModel model;
    private final float[] sums;
    private final float[] tasks = new float[Task.values().length];
    private final float[] domains = new float[Domains.LABELS.size()];
    private double familiarity;
    private double ease;
    private double need;

    public Scorer(RoutingModel model) {
        this.model = model;
        this.sums = new float[model.weights().columns()];
    }

    /** Everything that is answered from now on is of this prompt. */
    public void score(PromptFeatures prompt) {
        Arrays.fill(sums, 0);
        sparse(prompt);
        Weights weights = model.weights();
        float[] shape = prompt.shape();
        for (int number = 0; number < Shape.SIZE; number++) {
            float value = Dense.standard(shape[number], model.mean(number), model.deviation(number));
            weights.addDense(number, value, sums, 0, sums.length);
        }
        shares(Kind.TASK, tasks);
        shares(Kind.DOMAIN, domains);
        for (int block = 0; block < model.blocks().size(); block++) {
            Kind kind = model.blocks().get(block).kind();
            if (kind != Kind.TASK && kind != Kind.DOMAIN) {
                known(block);
            }
        }
        overall();
    }

    private void sparse(PromptFeatures prompt) {
        Vocabulary vocabulary = model.vocabulary();
        Weights weights = model.weights();
        double length = 0;
        int words = 0;
        int knownWords = 0;
        for (int at = 0; at < prompt.size(); at++) {
            int row = vocabulary.row(prompt.hash(at));
            boolean known = row != Vocabulary.UNKNOWN;
            float importance = known ? weights.importance()[row] : model.unknown();
            length += (double) importance * importance;
            if (!prompt.isPair(at)) {
                words++;
                knownWords += known ? 1 : 0;
            }
            if (known) {
                weights.add(row, importance, sums);
            }
        }
        float shrink = length == 0 ? 0 : (float) (1 / Math.sqrt(length));
        for (int column = 0; column < sums.length; column++) {
            sums[column] *= shrink;
        }
        familiarity = words == 0 ? 0 : knownWords / (double) words;
    }

    /** The softmax of a block's heads, each under its label's place in {@code to}. */
    private void shares(Kind kind, float[] to) {
        Arrays.fill(to, 0);
        for (int block = 0; block < model.blocks().size(); block++) {
            Block each = model.blocks().get(block);
            if (each.kind() == kind) {
                softmax(each, model.start(block), kind, to);
                return;
            }
        }
    }

    private void softmax(Block block, int start, Kind kind, float[] to) {
        double most = Double.NEGATIVE_INFINITY;
        for (int head = 0; head < block.heads().size(); head++) {
            most = Math.max(most, block.intercepts()[head] + sums[start + head]);
        }
        double total = 0;
        for (int head = 0; head < block.heads().size(); head++) {
            total += Math.exp(block.slope() * (block.intercepts()[head] + sums[start + head] - most));
        }
        for (int head = 0; head < block.heads().size(); head++) {
            double share = Math.exp(block.slope() * (block.intercepts()[head] + sums[start + head] - most)) / total;
            int place = place(kind, block.heads().get(head));
            if (place >= 0) {
                to[place] = (float) share;
            }
        }
    }

    private static int place(Kind kind, String label) {
        return kind == Kind.TASK
                ? Task.ofLabel(label).map(Task::ordinal).orElse(-1)
                : Domains.LABELS.indexOf(label);
    }

    private void known(int block) {
        int from = model.start(block);
        int to = model.start(block + 1);
        for (int task = 0; task < tasks.length; task++) {
            model.weights().addDense(Dense.TASKS + task, tasks[task], sums, from, to);
        }
        for (int domain = 0; domain < domains.length; domain++) {
            model.weights().addDense(Dense.SUBJECTS + domain, domains[domain], sums, from, to);
        }
    }

    private void overall() {
        double total = 0;
        int heads = 0;
        need = 0;
        for (int block = 0; block < model.blocks().size(); block++) {
            Block each = model.blocks().get(block);
            if (each.kind() == Kind.NEED) {
                need = each.intercepts()[0] + each.slope() * (double) sums[model.start(block)];
            }
            for (int head = 0; each.kind() == Kind.QUALITY && head < each.heads().size(); head++) {
                total += each.slope() * (double) sums[model.start(block) + head];
                heads++;
            }
        }
        ease = heads == 0 ? 0 : total / heads;
    }

    /** From 0 to 1, all tasks together 1; 0 everywhere when the model has no tasks. */
    public double task(Task task) {
        return tasks[task.ordinal()];
    }

    /** From 0 to 1, by a label of {@link Domains#LABELS}. */
    public double domain(int index) {
        return domains[index];
    }

    /** The probability that a model with a head of its own answers well; empty for others. */
    public double probability(String head, double otherwise) {
        OptionalInt own = model.quality(head);
        double base = own.isPresent() ? value(own.getAsInt()) : otherwise;
        OptionalInt correction = model.correction(head);
        return clamp(correction.isPresent() ? base + value(correction.getAsInt()) : base);
    }

    private double value(int column) {
        for (int block = 0; block < model.blocks().size(); block++) {
            if (column < model.start(block + 1)) {
                Block each = model.blocks().get(block);
                return each.intercepts()[column - model.start(block)] + each.slope() * (double) sums[column];
            }
        }
        throw new IllegalArgumentException("no column " + column);
    }

    /** How much better than usual models in general are expected to do, as a difference of probabilities. */
    public double ease() {
        return ease;
    }

    /** How much the prompt needs a strong model, from 0 to 1; a half for what is usual. */
    public double complexity() {
        return 1 / (1 + Math.exp(-STEEPNESS * need));
    }

    /** The share of the prompt's words that the model knows, from 0 to 1. */
    public double familiarity() {
        return familiarity;
    }

    /** Certain is nobody: from a hundredth to all but a hundredth. */
    static double clamp(double probability) {
        return Double.isNaN(probability) ? EVEN : Math.max(0.01, Math.min(0.99, probability));
    }
}
