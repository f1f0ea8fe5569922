package io.promptyard.router.classify.learned;

import java.util.Objects;

/**
 * Small decision trees whose leaves are added up: what a straight line through words and shape leaves over. Every leaf has
 * a value for each head of a block. Immutable by convention: whoever makes one gives its arrays away.
 *
 * <p>Nodes stand in one array, trees one behind the other. At node {@code n} an input above {@code thresholds[n]} goes to
 * {@code right[n]}, else, NaN included, to {@code left[n]}; a negative child is the leaf {@code -1 - child}.
 *
 * @param heads values in a leaf
 * @param roots the first node of each tree
 * @param inputs which input a node looks at: 0 is the level, 1 the gain, from 2 on the shape
 * @param leaves {@code leaf * heads + head}
 */
public record Forest(
        int heads, int[] roots, byte[] inputs, float[] thresholds, short[] left, short[] right, float[] leaves) {
    /** Where the numbers of the shape begin among the inputs. */
    static final int SHAPE = 2;

    /** How many inputs there are. */
    public static final int INPUTS = SHAPE + Shape.SIZE;

    /** No trees. */
    public static final Forest NONE =
            new Forest(1, new int[0], new byte[0], new float[0], new short[0], new short[0], new float[0]);

    public Forest {
        Objects.requireNonNull(roots, "roots");
        int nodes = inputs.length;
        if (thresholds.length != nodes || left.length != nodes || right.length != nodes) {
            throw new IllegalArgumentException("forest: every node must have an input, a threshold and two children");
        }
        if (heads < 1 || leaves.length % heads != 0) {
            throw new IllegalArgumentException("forest: every leaf must have a value for each head");
        }
        for (int root : roots) {
            require(root >= 0 && root < nodes, root);
        }
        for (int node = 0; node < nodes; node++) {
            require(inputs[node] >= 0 && inputs[node] < INPUTS, node);
            child(node, left[node], nodes, leaves.length / heads);
            child(node, right[node], nodes, leaves.length / heads);
        }
    }

    /** Children stand behind their parent, so every walk ends. */
    private static void child(int node, int child, int nodes, int leaves) {
        require(child < 0 ? -1 - child < leaves : child > node && child < nodes, node);
    }

    private static void require(boolean holds, int node) {
        if (!holds) {
            throw new IllegalArgumentException("forest: node " + node + " points nowhere");
        }
    }

    /** Adds what all trees say to {@code to}, from {@code from} on. */
    public void add(float[] values, float[] to, int from) {
        for (int root : roots) {
            int node = root;
            while (node >= 0) {
                node = values[inputs[node]] > thresholds[node] ? right[node] : left[node];
            }
            int leaf = (-1 - node) * heads;
            for (int head = 0; head < heads; head++) {
                to[from + head] += leaves[leaf + head];
            }
        }
    }
}
