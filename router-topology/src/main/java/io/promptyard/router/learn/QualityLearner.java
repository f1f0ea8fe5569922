package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Block;
import io.promptyard.router.classify.learned.Block.Gain;
import io.promptyard.router.classify.learned.Block.Kind;
import io.promptyard.router.classify.learned.Forest;
import io.promptyard.router.classify.learned.Prior;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Learns how well each model of one group answers, in four steps, each from what those before leave over: how well it does
 * in general, less what a hard look takes off; what the likely kind of prompt adds; what words and shape add, by ridge
 * regression; and a small forest over what the regression says and the shape. Each step sees the one before it as it
 * speaks of rows that it was not shown.
 */
final class QualityLearner {
    private static final double LAMBDA = 9;
    private static final double KINDS = 5;
    private static final int STEPS = 25;
    private static final int KIND_STEPS = 60;
    private static final int LEAST_OF_A_KIND = 20;
    private static final int LEAST_FOR_SLOPE = 60;
    private static final int LEAST_FOR_FOREST = 2000;
    private static final double GENTLEST = 0.2;
    private static final double STEEPEST = 3;

    private final List<LabelledPrompt> rows;
    private final TrainingMatrix matrix;
    private final Folds folds;
    private final Prior prior;

    QualityLearner(List<LabelledPrompt> rows, TrainingMatrix matrix, Folds folds, Prior prior) {
        this.rows = rows;
        this.matrix = matrix;
        this.folds = folds;
        this.prior = prior;
    }

    /**
     * @param origins what tells the kinds of prompts apart, where there are several
     * @param columns of the block, in the scale of the matrix
     * @param had the features that its rows have
     */
    record Learnt(Optional<LabelLearner.Learnt> origins, Block block, List<float[]> columns, BitSet had) {}

    Learnt learn(BlockRows block) {
        Optional<LabelLearner.Learnt> origins = origins(block);
        double[][] shares = origins.map(LabelLearner.Learnt::shares).orElse(new double[0][]);
        int heads = block.heads().size();
        float[] usual = new float[heads];
        double[][] said = new double[heads][];
        double[][] unseen = new double[heads][];
        List<float[]> columns = new ArrayList<>();
        float[] kinds = new float[shares.length * heads];
        BlockLearner learner = new BlockLearner(matrix, folds, LAMBDA, STEPS);
        for (int head = 0; head < heads; head++) {
            usual[head] = (float) block.head(head, new double[block.size()]).mean();
            double[] looks = looks(block, usual[head]);
            said[head] = kinds(block, head, looks, shares, kinds);
            HeadRows left = block.head(head, sum(looks, said[head]));
            columns.add(learner.solve(left));
            unseen[head] = learner.outOfFold(left, block.which());
        }
        double slope = slope(block, usual, said, unseen);
        for (int head = 0; head < heads; head++) {
            for (int at = 0; at < block.size(); at++) {
                said[head][at] += slope * unseen[head][at];
            }
        }
        Block plain = new Block(
                Kind.QUALITY,
                block.name(),
                block.heads(),
                usual,
                (float) slope,
                block.size(),
                kinds,
                Forest.NONE,
                Gain.NONE);
        return new Learnt(origins, grown(plain, block, said), columns, had(block));
    }

    private Optional<LabelLearner.Learnt> origins(BlockRows block) {
        SortedMap<String, HeadRows> origins = block.origins(rows, LEAST_OF_A_KIND);
        if (origins.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new LabelLearner(matrix, folds).learn(Kind.ORIGIN, block.name(), origins));
    }

    /** What is expected of each prompt by its look alone. */
    private double[] looks(BlockRows block, double usual) {
        double[] looks = new double[block.size()];
        for (int at = 0; at < looks.length; at++) {
            looks[at] = Prior.success(usual, prior.difficulty(matrix.shape(block.which()[at])));
        }
        return looks;
    }

    /** What the likely kind adds for each row; writes the values of each kind into {@code kinds}. */
    private double[] kinds(BlockRows block, int head, double[] looks, double[][] shares, float[] kinds) {
        double[] said = new double[block.size()];
        if (shares.length == 0) {
            return said;
        }
        SparseRows likely = new SparseRows(shares.length);
        int[] places = new int[block.size()];
        float[] each = new float[shares.length];
        for (int at = 0; at < places.length; at++) {
            for (int kind = 0; kind < each.length; kind++) {
                each[kind] = (float) shares[kind][at];
            }
            likely.add(new int[0], new float[0], 0, each);
            places[at] = at;
        }
        HeadRows left = block.head(head, looks).at(block, head);
        float[] values = new Ridge(likely, 0, KINDS, KIND_STEPS).solve(left.which(), left.labels(), left.weights());
        for (int kind = 0; kind < values.length; kind++) {
            kinds[kind * block.heads().size() + head] = values[kind];
        }
        likely.times(places, values, 0, said);
        return said;
    }

    private double slope(BlockRows block, float[] usual, double[][] said, double[][] unseen) {
        if (block.size() < LEAST_FOR_SLOPE) {
            return 1;
        }
        double product = 0;
        double square = 0;
        for (int head = 0; head < usual.length; head++) {
            double[] looks = looks(block, usual[head]);
            for (int at = 0; at < block.size(); at++) {
                double left = block.labels()[head][at] - looks[at] - said[head][at];
                if (!Double.isNaN(left)) {
                    product += block.weights()[at] * unseen[head][at] * left;
                    square += block.weights()[at] * unseen[head][at] * unseen[head][at];
                }
            }
        }
        return square == 0 ? 1 : Math.max(GENTLEST, Math.min(STEEPEST, product / square));
    }

    /** The block with its forest and what is usual of its gain. {@code said} is what is added to the usual of each head. */
    private Block grown(Block plain, BlockRows block, double[][] said) {
        float[][] values = new float[block.size()][plain.heads().size()];
        float[][] inputs = new float[Forest.INPUTS][block.size()];
        for (int at = 0; at < values.length; at++) {
            for (int head = 0; head < plain.heads().size(); head++) {
                values[at][head] = (float) (plain.intercepts()[head] + said[head][at]);
            }
            float[] each = plain.inputs(values[at], matrix.shape(block.which()[at]));
            for (int input = 0; input < each.length; input++) {
                inputs[input][at] = each[input];
            }
        }
        Forest forest = block.size() < LEAST_FOR_FOREST ? Forest.NONE : forest(plain, block, said, inputs);
        double sum = 0;
        double square = 0;
        for (int at = 0; at < values.length; at++) {
            float[] all = values[at];
            float[] column = new float[inputs.length];
            for (int input = 0; input < column.length; input++) {
                column[input] = inputs[input][at];
            }
            if (forest.trees() > 0) {
                forest.add(column, all, 0);
            }
            double gain = plain.gain(all, 0);
            sum += gain;
            square += gain * gain;
        }
        double mean = sum / Math.max(1, values.length);
        double deviation = Math.sqrt(Math.max(0, square / Math.max(1, values.length) - mean * mean));
        return plain.with(forest, new Gain((float) mean, (float) deviation));
    }

    private Forest forest(Block plain, BlockRows block, double[][] said, float[][] inputs) {
        double[][] left = new double[said.length][block.size()];
        for (int head = 0; head < left.length; head++) {
            double[] looks = looks(block, plain.intercepts()[head]);
            for (int at = 0; at < block.size(); at++) {
                left[head][at] = block.labels()[head][at] - looks[at] - said[head][at];
            }
        }
        return new ForestLearner(Bins.of(inputs), left, block.weights()).grow(1);
    }

    private BitSet had(BlockRows block) {
        BitSet had = new BitSet(matrix.features());
        for (int row : block.which()) {
            matrix.rows().features(row, had);
        }
        return had;
    }

    private static double[] sum(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int at = 0; at < sum.length; at++) {
            sum[at] += right[at];
        }
        return sum;
    }
}
