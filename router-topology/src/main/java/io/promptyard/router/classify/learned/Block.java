package io.promptyard.router.classify.learned;

import java.util.List;
import java.util.Objects;

/**
 * Columns of a model that were learnt together, from the same rows: one for each of {@code heads}. {@code intercepts} is
 * what each says of a prompt that nothing is known of; {@code slope} corrects for the caution of the regression, the same
 * for all, so that their differences keep their order.
 *
 * @param name where its rows came from
 * @param rows how many prompts it was learnt from
 * @param kinds what is to be added for each likely kind of prompt, {@code kind * heads + head}, where the block right before
 *     it tells kinds apart; empty where none does
 * @param forest what is added last
 * @param usual mean and deviation, among the prompts it was learnt from, of what its stronger models gain over its weaker
 *     ones; both 0 where that means nothing
 */
public record Block(
        Kind kind,
        String name,
        List<String> heads,
        float[] intercepts,
        float slope,
        int rows,
        float[] kinds,
        Forest forest,
        Gain usual) {
    /** See {@code usual}. */
    public record Gain(float mean, float deviation) {
        public static final Gain NONE = new Gain(0, 0);
    }

    /** What its heads are. */
    public enum Kind {
        /** Tasks, by label: what the prompt asks for. */
        TASK,
        /** Subjects: what it is about. */
        DOMAIN,
        /** Kinds of prompts that the rows of the next block came in: benchmarks, endpoints. */
        ORIGIN,
        /** Models: the probability that each answers well. */
        QUALITY
    }

    public Block {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(forest, "forest");
        Objects.requireNonNull(usual, "usual");
        heads = List.copyOf(heads);
        if (intercepts.length != heads.size()) {
            throw new IllegalArgumentException("block " + name + ": one intercept a head (got " + intercepts.length
                    + " for " + heads.size() + ")");
        }
        if (!Float.isFinite(slope)) {
            throw new IllegalArgumentException("block " + name + ": the slope must be finite (got " + slope + ")");
        }
        if (kinds.length % heads.size() != 0) {
            throw new IllegalArgumentException("block " + name + ": each kind must have a value for each head");
        }
        if (forest.trees() > 0 && forest.heads() != heads.size()) {
            throw new IllegalArgumentException("block " + name + ": the forest must have a value for each head");
        }
    }

    /** One of columns alone. */
    public Block(Kind kind, String name, List<String> heads, float[] intercepts, float slope, int rows) {
        this(kind, name, heads, intercepts, slope, rows, new float[0], Forest.NONE, Gain.NONE);
    }

    /** The same with its forest and what is usual of its gain. */
    public Block with(Forest grown, Gain gain) {
        return new Block(kind, name, heads, intercepts, slope, rows, kinds, grown, gain);
    }

    /** What the forest looks at: what the heads say, their intercepts included, and the numbers of the shape. */
    public float[] inputs(float[] values, float[] shape) {
        float[] inputs = new float[Forest.INPUTS];
        System.arraycopy(shape, 0, inputs, Forest.SHAPE, Shape.SIZE);
        inputs[0] = level(values, 0);
        inputs[1] = gain(values, 0);
        return inputs;
    }

    float level(float[] values, int start) {
        float sum = 0;
        for (int head = 0; head < heads.size(); head++) {
            sum += values[start + head];
        }
        return sum / heads.size();
    }

    /** How much better the stronger models do than the weaker ones, each counted by how far it is from their mean. */
    public float gain(float[] values, int start) {
        double mean = 0;
        for (float intercept : intercepts) {
            mean += intercept / heads.size();
        }
        double sum = 0;
        double total = 0;
        for (int head = 0; head < heads.size(); head++) {
            double ability = intercepts[head] - mean;
            sum += ability * values[start + head];
            total += Math.abs(ability);
        }
        return total == 0 ? 0 : (float) (sum / total);
    }
}
