package io.promptyard.router.learn;

import java.util.List;

/**
 * Ridge regression over few numbers that are all there, in closed form: {@code (X'WX + λI) β = X'Wy} over centred columns, by
 * Cholesky's decomposition. Several targets over the same rows share it.
 */
final class DenseRidge {
    private final List<float[]> rows;
    private final double[] weights;
    private final double total;
    private final double[] mean;
    /** Lower triangle; decomposed in place. */
    private final double[][] matrix;

    DenseRidge(List<float[]> rows, double[] weights, double lambda) {
        this.rows = rows;
        this.weights = weights;
        int size = rows.get(0).length;
        mean = new double[size];
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += weights[row];
            add(weights[row], rows.get(row), mean);
        }
        total = sum;
        for (int at = 0; at < size; at++) {
            mean[at] /= total;
        }
        matrix = new double[size][size];
        gather(lambda);
        decompose();
    }

    private void gather(double lambda) {
        double[] centred = new double[mean.length];
        for (int row = 0; row < rows.size(); row++) {
            float[] values = rows.get(row);
            for (int at = 0; at < mean.length; at++) {
                centred[at] = values[at] - mean[at];
            }
            for (int at = 0; at < mean.length; at++) {
                double by = weights[row] * centred[at];
                double[] into = matrix[at];
                for (int other = 0; other <= at; other++) {
                    into[other] += by * centred[other];
                }
            }
        }
        for (int at = 0; at < mean.length; at++) {
            matrix[at][at] += lambda;
        }
    }

    private void decompose() {
        for (int at = 0; at < matrix.length; at++) {
            for (int other = 0; other <= at; other++) {
                double sum = matrix[at][other];
                for (int inner = 0; inner < other; inner++) {
                    sum -= matrix[at][inner] * matrix[other][inner];
                }
                matrix[at][other] = at == other ? Math.sqrt(sum) : sum / matrix[other][other];
            }
        }
    }

    /** The bias, then one weight for each number. {@code targets} go with the rows. */
    double[] solve(double[] targets) {
        double average = 0;
        for (int row = 0; row < targets.length; row++) {
            average += weights[row] * targets[row] / total;
        }
        double[] solution = new double[mean.length];
        for (int row = 0; row < targets.length; row++) {
            // the mean of the columns drops out: the centred targets sum up to 0
            add(weights[row] * (targets[row] - average), rows.get(row), solution);
        }
        substitute(solution);
        double[] withBias = new double[mean.length + 1];
        withBias[0] = average;
        for (int at = 0; at < mean.length; at++) {
            withBias[0] -= solution[at] * mean[at];
            withBias[at + 1] = solution[at];
        }
        return withBias;
    }

    private void substitute(double[] vector) {
        for (int at = 0; at < vector.length; at++) {
            for (int other = 0; other < at; other++) {
                vector[at] -= matrix[at][other] * vector[other];
            }
            vector[at] /= matrix[at][at];
        }
        for (int at = vector.length - 1; at >= 0; at--) {
            for (int other = at + 1; other < vector.length; other++) {
                vector[at] -= matrix[other][at] * vector[other];
            }
            vector[at] /= matrix[at][at];
        }
    }

    private static void add(double by, float[] row, double[] into) {
        for (int at = 0; at < row.length; at++) {
            into[at] += by * row[at];
        }
    }
}
