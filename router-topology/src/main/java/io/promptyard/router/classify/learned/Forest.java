package io.promptyard.router.classify.learned;

import java.util.Objects;

/**
 * Small decision trees whose leaves are added up: what a straight line through words and shape leaves over. Every leaf has
 * a value for each head of a block. Immutable by convention: whoever makes one gives its arrays away.
 *
 * <p>Trees are symmetric (as CatBoost's, Prokhorenkova et al., 2018): each asks {@value #DEPTH} questions, the same on every
 * path, and the answers are the number of the leaf. So no question waits for another's answer, and all trees are walked in
 * the time that a few trees of the usual kind take. The {@code d}th question of tree {@code t} is at {@code t * DEPTH + d}:
 * whether an input is above a threshold, which sets bit {@code d}; NaN is not. A threshold of infinity asks nothing.
 *
 * @param heads values in a leaf
 * @param inputs which input a question looks at: 0 is the level, 1 the gain, from 2 on the shape
 * @param thresholds as many
 * @param leaves {@code (tree * LEAVES + leaf) * heads + head}
 */
public record Forest(int heads, byte[] inputs, float[] thresholds, float[] leaves) {
    /** Questions of one tree. */
    public static final int DEPTH = 3;

    /** Leaves of one tree. */
    public static final int LEAVES = 1 << DEPTH;

    /** Where the numbers of the shape begin among the inputs. */
    static final int SHAPE = 2;

    /** How many inputs there are. */
    public static final int INPUTS = SHAPE + Shape.SIZE;

    /** No trees. */
    public static final Forest NONE = new Forest(1, new byte[0], new float[0], new float[0]);

    public Forest {
        Objects.requireNonNull(inputs, "inputs");
        if (heads < 1 || inputs.length % DEPTH != 0 || thresholds.length != inputs.length) {
            throw new IllegalArgumentException(
                    "forest: every tree must have " + DEPTH + " inputs and " + DEPTH + " thresholds");
        }
        if (leaves.length != inputs.length / DEPTH * LEAVES * heads) {
            throw new IllegalArgumentException("forest: every leaf must have a value for each head");
        }
        for (int at = 0; at < inputs.length; at++) {
            if (inputs[at] < 0 || inputs[at] >= INPUTS) {
                throw new IllegalArgumentException("forest: question " + at + " must look at an input below " + INPUTS
                        + " (got " + inputs[at] + ")");
            }
        }
    }

    /** How many there are. */
    public int trees() {
        return inputs.length / DEPTH;
    }

    /** Adds what all trees say to {@code to}, from {@code from} on. */
    public void add(float[] values, float[] to, int from) {
        int trees = trees();
        int tree = heads * LEAVES;
        for (int at = 0, question = 0; at < trees; at++, question += DEPTH) {
            int leaf = 0;
            for (int depth = 0; depth < DEPTH; depth++) {
                leaf |= (values[inputs[question + depth]] > thresholds[question + depth] ? 1 : 0) << depth;
            }
            int start = at * tree + leaf * heads;
            for (int head = 0; head < heads; head++) {
                to[from + head] += leaves[start + head];
            }
        }
    }
}
