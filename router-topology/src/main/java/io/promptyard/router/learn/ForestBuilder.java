package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Forest;
import java.util.ArrayList;
import java.util.List;

/** Puts trees into one forest. */
final class ForestBuilder {
    private final int heads;
    private final List<Integer> roots = new ArrayList<>();
    private final List<TreeShape.Split> nodes = new ArrayList<>();
    private final List<double[]> leaves = new ArrayList<>();

    ForestBuilder(int heads) {
        this.heads = heads;
    }

    /** Adds {@code share} of what a tree says. */
    void add(TreeShape tree, double[][] values, double share) {
        int base = nodes.size();
        int firstLeaf = leaves.size();
        roots.add(base);
        for (TreeShape.Split split : tree.splits()) {
            nodes.add(new TreeShape.Split(
                    split.input(),
                    split.edge(),
                    split.step(),
                    child(split.left(), base, firstLeaf),
                    child(split.right(), base, firstLeaf)));
        }
        for (double[] value : values) {
            double[] part = value.clone();
            for (int head = 0; head < part.length; head++) {
                part[head] *= share;
            }
            leaves.add(part);
        }
    }

    private static int child(int child, int base, int firstLeaf) {
        return child >= 0 ? base + child : child - firstLeaf;
    }

    Forest build() {
        int size = nodes.size();
        byte[] inputs = new byte[size];
        float[] thresholds = new float[size];
        short[] left = new short[size];
        short[] right = new short[size];
        for (int at = 0; at < size; at++) {
            TreeShape.Split split = nodes.get(at);
            inputs[at] = (byte) split.input();
            thresholds[at] = split.edge();
            left[at] = (short) split.left();
            right[at] = (short) split.right();
        }
        float[] values = new float[leaves.size() * heads];
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            for (int head = 0; head < heads; head++) {
                values[leaf * heads + head] = (float) leaves.get(leaf)[head];
            }
        }
        int[] starts = roots.stream().mapToInt(Integer::intValue).toArray();
        return new Forest(heads, starts, inputs, thresholds, left, right, values);
    }
}
