package io.promptyard.router.learn;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Rows of a matrix that is mostly zeros, with some numbers beside that are always there. Grows by whole rows; then
 * products of it with many vectors at once are what a regression is made of. Not thread-safe.
 */
final class SparseRows {
    private final int denseSize;
    private int[] starts = new int[1025];
    private int[] columns = new int[1 << 16];
    private float[] values = new float[1 << 16];
    private float[] dense;
    private int rows;

    SparseRows(int denseSize) {
        this.denseSize = denseSize;
        this.dense = new float[1024 * denseSize];
    }

    void add(int[] features, float[] weights, int size, float[] always) {
        int from = starts[rows];
        if (from + size > columns.length) {
            int larger = Math.max(from + size, columns.length * 2);
            columns = Arrays.copyOf(columns, larger);
            values = Arrays.copyOf(values, larger);
        }
        if (rows + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        if ((rows + 1) * denseSize > dense.length) {
            dense = Arrays.copyOf(dense, dense.length * 2);
        }
        System.arraycopy(features, 0, columns, from, size);
        System.arraycopy(weights, 0, values, from, size);
        System.arraycopy(always, 0, dense, rows * denseSize, denseSize);
        rows++;
        starts[rows] = from + size;
    }

    int rows() {
        return rows;
    }

    int denseSize() {
        return denseSize;
    }

    /** Marks the features of a row. */
    void features(int row, BitSet to) {
        for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
            to.set(columns[cell]);
        }
    }

    /** {@code out[i] = rows[i] · vector}, for the vector's sparse part first and its dense part behind. */
    void times(int[] which, float[] vector, int sparseSize, double[] out) {
        for (int at = 0; at < which.length; at++) {
            int row = which[at];
            double sum = 0;
            for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
                sum += (double) values[cell] * vector[columns[cell]];
            }
            for (int number = 0; number < denseSize; number++) {
                sum += (double) dense[row * denseSize + number] * vector[sparseSize + number];
            }
            out[at] = sum;
        }
    }

    /** {@code out += Σ weights[i] · rows[i]}. */
    void addTransposed(int[] which, double[] weights, int sparseSize, float[] out) {
        for (int at = 0; at < which.length; at++) {
            float weight = (float) weights[at];
            if (weight == 0) {
                continue;
            }
            int row = which[at];
            for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
                out[columns[cell]] += weight * values[cell];
            }
            for (int number = 0; number < denseSize; number++) {
                out[sparseSize + number] += weight * dense[row * denseSize + number];
            }
        }
    }

    /** One row's sparse part, times the part of {@code vector} that begins at {@code offset}. */
    double times(int row, double[] vector, int offset) {
        double sum = 0;
        for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
            sum += values[cell] * vector[offset + columns[cell]];
        }
        return sum;
    }

    /** {@code out += factor · row}, the sparse part alone, from {@code offset} on. */
    void addTransposed(int row, double factor, double[] out, int offset) {
        for (int cell = starts[row]; cell < starts[row + 1]; cell++) {
            out[offset + columns[cell]] += factor * values[cell];
        }
    }
}
