package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Block;
import io.promptyard.router.classify.learned.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Learns the heads of one block, each by a regression of its own over the same matrix, and one slope for all of them:
 * how far what they say must be stretched to be right of prompts that they have not seen, found by three-fold
 * cross-validation. One slope for all, since a difference of two heads then keeps its order.
 */
final class BlockLearner {
    private static final int FOLDS = 3;
    private static final double GENTLEST = 0.2;
    private static final double STEEPEST = 3;
    private static final int LEAST_TO_VALIDATE = 60;

    private final TrainingMatrix matrix;
    private final Ridge ridge;

    BlockLearner(TrainingMatrix matrix, double lambda, int steps) {
        this.matrix = matrix;
        this.ridge = new Ridge(matrix.rows(), matrix.features(), lambda, steps);
    }

    /** A block and its columns, in the scale of the matrix. */
    record Learnt(Block block, List<float[]> columns) {}

    /** @param cautious so many prompts of doubt pull an intercept to 0 */
    Learnt learn(Kind kind, String name, SortedMap<String, HeadRows> heads, double cautious) {
        List<float[]> columns = new ArrayList<>();
        float[] intercepts = new float[heads.size()];
        int at = 0;
        int most = 0;
        for (HeadRows rows : heads.values()) {
            double intercept = intercept(rows, cautious);
            intercepts[at++] = (float) intercept;
            columns.add(solve(rows, intercept));
            most = Math.max(most, rows.size());
        }
        float slope = (float) slope(heads, cautious);
        return new Learnt(new Block(kind, name, List.copyOf(heads.keySet()), intercepts, slope, most), columns);
    }

    private static double intercept(HeadRows rows, double cautious) {
        double total = rows.total();
        return rows.mean() * total / (total + cautious);
    }

    private float[] solve(HeadRows rows, double intercept) {
        return ridge.solve(rows.which(), rows.centred(intercept), rows.weights());
    }

    private double slope(SortedMap<String, HeadRows> heads, double cautious) {
        double product = 0;
        double square = 0;
        for (HeadRows rows : heads.values()) {
            if (rows.size() < LEAST_TO_VALIDATE) {
                continue;
            }
            double[] said = outOfFold(rows, cautious);
            double[] meant = rows.centred(intercept(rows, cautious));
            for (int at = 0; at < said.length; at++) {
                product += rows.weights()[at] * said[at] * meant[at];
                square += rows.weights()[at] * said[at] * said[at];
            }
        }
        return square == 0 ? 1 : Math.max(GENTLEST, Math.min(STEEPEST, product / square));
    }

    /** What a regression says of each row that it was not shown, its intercept apart. */
    double[] outOfFold(HeadRows rows, double cautious) {
        double[] said = new double[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            HeadRows shown = rows.fold(fold, FOLDS, false);
            float[] weights = solve(shown, intercept(shown, cautious));
            HeadRows hidden = rows.fold(fold, FOLDS, true);
            double[] values = new double[hidden.size()];
            matrix.rows().times(hidden.which(), weights, matrix.features(), values);
            int next = 0;
            for (int at = 0; at < said.length; at++) {
                if (rows.which()[at] % FOLDS == fold) {
                    said[at] = values[next++];
                }
            }
        }
        return said;
    }

    /** What each of the columns says of each row, the intercepts included: by head, then by row. */
    double[][] apply(Learnt learnt, int[] which) {
        double[][] said = new double[learnt.columns().size()][which.length];
        for (int head = 0; head < said.length; head++) {
            matrix.rows().times(which, learnt.columns().get(head), matrix.features(), said[head]);
            for (int at = 0; at < which.length; at++) {
                said[head][at] += learnt.block().intercepts()[head];
            }
        }
        return said;
    }
}
