package io.promptyard.router.learn;

/**
 * Ridge regression (Hoerl and Kennard, 1970): the weights that minimise {@code Σ wᵢ (xᵢ·β − yᵢ)² + λ |β|²}, by conjugate
 * gradients on the normal equations (Hestenes and Stiefel, 1952), which needs products with the rows only.
 */
final class Ridge {
    private static final double CLOSE_ENOUGH = 1e-10;

    private final SparseRows rows;
    private final int sparseSize;
    private final double lambda;
    private final int steps;

    /**
     * @param sparseSize how many features there are
     * @param lambda how strongly weights are drawn to 0
     * @param steps at most so many products with the rows and back
     */
    Ridge(SparseRows rows, int sparseSize, double lambda, int steps) {
        this.rows = rows;
        this.sparseSize = sparseSize;
        this.lambda = lambda;
        this.steps = steps;
    }

    /** One weight for each feature, then one for each dense number. {@code targets} and {@code weights} go with {@code which}. */
    float[] solve(int[] which, double[] targets, double[] weights) {
        int size = sparseSize + rows.denseSize();
        float[] solution = new float[size];
        float[] residual = new float[size];
        double[] product = new double[which.length];
        for (int at = 0; at < which.length; at++) {
            product[at] = weights[at] * targets[at];
        }
        rows.addTransposed(which, product, sparseSize, residual);
        float[] direction = residual.clone();
        float[] image = new float[size];
        double length = dot(residual, residual);
        double enough = length * CLOSE_ENOUGH;
        for (int step = 0; step < steps && length > enough; step++) {
            normal(which, weights, direction, product, image);
            double stride = length / dot(direction, image);
            add(solution, stride, direction);
            add(residual, -stride, image);
            double next = dot(residual, residual);
            double share = next / length;
            for (int at = 0; at < size; at++) {
                direction[at] = (float) (residual[at] + share * direction[at]);
            }
            length = next;
        }
        return solution;
    }

    private void normal(int[] which, double[] weights, float[] vector, double[] product, float[] out) {
        rows.times(which, vector, sparseSize, product);
        for (int at = 0; at < which.length; at++) {
            product[at] *= weights[at];
        }
        for (int at = 0; at < out.length; at++) {
            out[at] = (float) (lambda * vector[at]);
        }
        rows.addTransposed(which, product, sparseSize, out);
    }

    private static void add(float[] to, double factor, float[] vector) {
        for (int at = 0; at < to.length; at++) {
            to[at] += (float) (factor * vector[at]);
        }
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int at = 0; at < left.length; at++) {
            sum += (double) left[at] * right[at];
        }
        return sum;
    }
}
