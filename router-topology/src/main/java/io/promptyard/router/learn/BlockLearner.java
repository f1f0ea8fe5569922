package io.promptyard.router.learn;

import java.util.Arrays;

/**
 * Regressions over one matrix, and what they say of rows that they were not shown: a model that is built on another must
 * see that other as it will be at work, where no prompt has been seen before.
 */
final class BlockLearner {
    private final TrainingMatrix matrix;
    private final Folds folds;
    private final Ridge ridge;

    BlockLearner(TrainingMatrix matrix, Folds folds, double lambda, int steps) {
        this.matrix = matrix;
        this.folds = folds;
        this.ridge = new Ridge(matrix.rows(), matrix.features(), lambda, steps);
    }

    /** One weight for each feature and dense number, in the scale of the matrix. */
    float[] solve(HeadRows rows) {
        return ridge.solve(rows.which(), rows.labels(), rows.weights());
    }

    /** What {@code weights} say of each of the rows. */
    double[] apply(float[] weights, int[] which) {
        double[] said = new double[which.length];
        matrix.rows().times(which, weights, matrix.features(), said);
        return said;
    }

    /** What a regression over {@code shown} says of each of the rows {@code asked}, from those that are in another part. */
    double[] outOfFold(HeadRows shown, int[] asked) {
        double[] said = new double[asked.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            float[] weights = solve(shown.fold(folds, fold, false));
            int part = fold;
            int[] places = java.util.stream.IntStream.range(0, asked.length)
                    .filter(at -> folds.of(asked[at]) == part)
                    .toArray();
            double[] values =
                    apply(weights, Arrays.stream(places).map(at -> asked[at]).toArray());
            for (int at = 0; at < places.length; at++) {
                said[places[at]] = values[at];
            }
        }
        return said;
    }
}
