package io.promptyard.router.learn;

import java.util.Arrays;

/** The inputs of a forest in steps: what a split can tell apart. */
final class Bins {
    private static final int MOST = 63;

    private final float[][] edges;
    private final byte[][] steps;

    private Bins(float[][] edges, byte[][] steps) {
        this.edges = edges;
        this.steps = steps;
    }

    /** @param inputs by input, then by row; not NaN */
    static Bins of(float[][] inputs) {
        float[][] edges = new float[inputs.length][];
        byte[][] steps = new byte[inputs.length][];
        for (int input = 0; input < inputs.length; input++) {
            edges[input] = edges(inputs[input]);
            steps[input] = new byte[inputs[input].length];
            for (int row = 0; row < steps[input].length; row++) {
                int place = Arrays.binarySearch(edges[input], inputs[input][row]);
                steps[input][row] = (byte) (place >= 0 ? place : -place - 1);
            }
        }
        return new Bins(edges, steps);
    }

    /** Equally filled; a value goes to the first edge that it does not exceed. */
    private static float[] edges(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float[] edges = new float[MOST];
        int size = 0;
        for (int step = 1; step <= MOST && sorted.length > 0; step++) {
            float edge = sorted[Math.min(sorted.length - 1, (int) ((long) step * sorted.length / (MOST + 1)))];
            if (size == 0 || edge > edges[size - 1]) {
                edges[size++] = edge;
            }
        }
        // Nothing is above the largest value: an edge there would tell nothing apart.
        if (size > 0 && sorted.length > 0 && edges[size - 1] >= sorted[sorted.length - 1]) {
            size--;
        }
        return Arrays.copyOf(edges, size);
    }

    int inputs() {
        return edges.length;
    }

    /** How many steps an input has: one more than edges. */
    int steps(int input) {
        return edges[input].length + 1;
    }

    int step(int input, int row) {
        return steps[input][row];
    }

    /** What a value must exceed to be beyond a step. */
    float edge(int input, int step) {
        return edges[input][step];
    }
}
