package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Block.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Applies one model to one prompt after another, in buffers of its own: one for each thread. What it answers is of the
 * prompt that was scored last. Not thread-safe.
 *
 * <p>What a block of models says is believed as far as its rows were of such prompts: where it knows few of the words and
 * their pairs, what is left is how well each of its models does in general and at prompts of the likely kind, less what
 * {@link Prior} takes off for a prompt that looks hard.
 */
public final class Scorer {
    private static final List<Task> TASKS = List.of(Task.values());
    /** In deviations: how steeply complexity rises with the need for a strong model. */
    private static final double STEEPNESS = 1.2;
    /** The weight of the look of a prompt beside that of what was learnt of such prompts. */
    private static final double LOOK = 0.1;

    private static final double FARTHEST = 3;

    private final RoutingModel model;
    private final Features features;
    private final float[] sums;
    private final float[] values;
    private final float[] ofKind;
    private final float[] inputs = new float[Forest.INPUTS];
    private final float[] shares;
    private final float[] tasks = new float[Task.values().length];
    private final float[] domains = new float[Domains.LABELS.size()];
    private double difficulty;
    private double ease;
    private double need;

    public Scorer(RoutingModel model) {
        this.model = model;
        this.features = new Features(model);
        this.sums = new float[model.weights().columns()];
        this.values = new float[sums.length];
        this.ofKind = new float[sums.length];
        this.shares = new float[sums.length];
    }

    /** Everything that is answered from now on is of this prompt. */
    public void score(PromptFeatures prompt) {
        Arrays.fill(sums, 0);
        features.add(prompt, sums);
        shape(prompt);
        difficulty = model.prior().difficulty(prompt.shape());
        System.arraycopy(prompt.shape(), 0, inputs, Forest.SHAPE, Shape.SIZE);
        labels();
        quality();
    }

    private void shape(PromptFeatures prompt) {
        Weights weights = model.weights();
        float[] shape = prompt.shape();
        int start = Dense.start(prompt.offers());
        for (int number = 0; number < Shape.SIZE; number++) {
            int place = start + number;
            float value = Dense.standard(shape[number], model.mean(place), model.deviation(place));
            weights.addDense(place, value, sums);
        }
        weights.addDense(Dense.KIND + (prompt.offers() ? 1 : 0), 1, sums);
    }

    private void labels() {
        Arrays.fill(tasks, 0);
        Arrays.fill(domains, 0);
        for (int at = 0; at < model.blocks().size(); at++) {
            Block block = model.blocks().get(at);
            if (block.kind() == Kind.TASK || block.kind() == Kind.DOMAIN) {
                Shares.of(block, sums, model.start(at), shares);
                float[] to = block.kind() == Kind.TASK ? tasks : domains;
                for (int head = 0; head < block.heads().size(); head++) {
                    int place = model.place(at, head);
                    if (place >= 0) {
                        to[place] = shares[head];
                    }
                }
            }
        }
    }

    private void quality() {
        double weight = LOOK;
        double total = LOOK * difficulty;
        double believed = 0;
        double most = 0;
        double easier = 0;
        int which = 0;
        for (int at = 0; at < model.blocks().size(); at++) {
            Block block = model.blocks().get(at);
            if (block.kind() == Kind.QUALITY) {
                double belief = model.belief(features.words(which), features.pairs(which));
                double kind = model.beliefOfKind(features.words(which++));
                most = Math.max(most, belief);
                double mean = heads(at, block, belief, Math.max(belief, kind));
                easier += (belief + LOOK) * mean;
                believed += belief + LOOK;
                if (block.usual().deviation() > 0) {
                    double gain =
                            (block.gain(values, model.start(at)) - block.usual().mean())
                                    / block.usual().deviation();
                    total += belief * Math.max(-FARTHEST, Math.min(FARTHEST, gain));
                    weight += belief;
                }
            }
        }
        need = (1 - most) * difficulty + most * total / weight;
        ease = believed == 0 ? 0 : easier / believed;
    }

    /** Fills in what the block's heads say; answers by how much that is above the usual, in the mean. */
    private double heads(int at, Block block, double belief, double kind) {
        int start = model.start(at);
        int heads = block.heads().size();
        linear(at, block);
        for (int head = 0; head < heads; head++) {
            values[start + head] += block.intercepts()[head];
        }
        if (block.forest().trees() > 0) {
            inputs[0] = block.level(values, start);
            inputs[1] = block.gain(values, start);
            block.forest().add(inputs, values, start);
        }
        double above = 0;
        for (int head = 0; head < heads; head++) {
            double usual = block.intercepts()[head];
            double learnt = values[start + head] - usual;
            double value = Prior.success(usual, difficulty) + belief * learnt + (kind - belief) * ofKind[start + head];
            values[start + head] = (float) value;
            above += value - usual;
        }
        return above / heads;
    }

    /** What words, shape and the likely kind of prompt add to the intercept. */
    private void linear(int at, Block block) {
        int start = model.start(at);
        int heads = block.heads().size();
        for (int head = 0; head < heads; head++) {
            values[start + head] = block.slope() * sums[start + head];
            ofKind[start + head] = 0;
        }
        if (block.kinds().length > 0) {
            Block origins = model.blocks().get(at - 1);
            Shares.of(origins, sums, model.start(at - 1), shares);
            for (int kind = 0; kind < origins.heads().size(); kind++) {
                for (int head = 0; head < heads; head++) {
                    float added = shares[kind] * block.kinds()[kind * heads + head];
                    values[start + head] += added;
                    ofKind[start + head] += added;
                }
            }
        }
    }

    /** From 0 to 1, all tasks together 1; 0 everywhere when the model has no tasks. */
    public double task(Task task) {
        return tasks[task.ordinal()];
    }

    /** The task with the greatest share; {@link Task#OTHER} when the model has no tasks. */
    public Task likeliestTask() {
        Task likeliest = Task.OTHER;
        for (Task task : TASKS) {
            likeliest = task(task) > task(likeliest) ? task : likeliest;
        }
        return likeliest;
    }

    /** The place among {@link Domains#LABELS} of the domain with the greatest share; the first when the model has none. */
    public int likeliestDomain() {
        int likeliest = 0;
        for (int domain = 1; domain < domains.length; domain++) {
            likeliest = domains[domain] > domains[likeliest] ? domain : likeliest;
        }
        return likeliest;
    }

    /** From 0 to 1, by a label of {@link Domains#LABELS}. */
    public double domain(int index) {
        return domains[index];
    }

    /** Whether a model has a head of its own. */
    public boolean knows(String head) {
        return model.quality(head).isPresent();
    }

    /** The probability that a model with a head of its own answers well; {@code otherwise} for others. Nobody is certain. */
    public double probability(String head, double otherwise) {
        OptionalInt own = model.quality(head);
        return Odds.bounded(own.isPresent() ? values[own.getAsInt()] : otherwise);
    }

    /** How much the prompt is like those that each head was learnt from, from 0 to 1: {@link Features#acquaintance}. */
    void acquaintance(int[] columns, double[] to) {
        features.acquaintance(columns, to);
    }

    /** How much better than usual models in general are expected to do, as a difference of probabilities. */
    public double ease() {
        return ease;
    }

    /** How much the prompt needs a strong model, from 0 to 1; a half for what is usual. */
    public double complexity() {
        return 1 / (1 + Math.exp(-STEEPNESS * need));
    }

    /** How hard the prompt looks by its shape alone, in deviations from the usual, from -2 to 2. */
    public double difficulty() {
        return difficulty;
    }

    /** The share of the prompt's distinct words that the model knows, each as much as it weighs, from 0 to 1. */
    public double familiarity() {
        return features.familiarity();
    }
}
