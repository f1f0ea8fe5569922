package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Block;
import io.promptyard.router.classify.learned.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Learns which of several labels a prompt has: one regression against the rest for each, and how sharply to tell them apart.
 * How often a task or subject stands among the rows says how the rows were gathered and nothing of traffic: of a prompt
 * that nothing is known of each is as likely as another. Origins are as frequent as they are.
 */
final class LabelLearner {
    private static final double LAMBDA = 1;
    private static final int STEPS = 25;
    private static final float LOUDNESS = 8;

    private final BlockLearner learner;

    LabelLearner(TrainingMatrix matrix, Folds folds) {
        this.learner = new BlockLearner(matrix, folds, LAMBDA, STEPS);
    }

    /**
     * A block, its columns in the scale of the matrix, and the shares of each label in rows that were not shown.
     *
     * @param shares by label, then by place in the rows
     */
    record Learnt(Block block, List<float[]> columns, double[][] shares) {}

    /** @param heads the same rows for each label, 1 where it is right */
    Learnt learn(Kind kind, String name, SortedMap<String, HeadRows> heads) {
        List<float[]> columns = new ArrayList<>();
        float[] intercepts = new float[heads.size()];
        double[][] said = new double[heads.size()][];
        int head = 0;
        for (HeadRows rows : heads.values()) {
            double mean = rows.mean();
            HeadRows centred = rows.with(rows.centred(mean));
            columns.add(learner.solve(centred));
            said[head] = learner.outOfFold(centred, rows.which());
            for (int at = 0; kind == Kind.ORIGIN && at < said[head].length; at++) {
                said[head][at] += mean;
            }
            intercepts[head++] = kind == Kind.ORIGIN ? (float) mean : 0;
        }
        List<HeadRows> rows = List.copyOf(heads.values());
        Temperature temperature = Temperature.find(said, rows);
        double[][] shares = new double[said.length][said[0].length];
        for (int at = 0; at < said[0].length; at++) {
            double[] each = temperature.shares(said, at);
            for (int label = 0; label < each.length; label++) {
                shares[label][at] = each[label];
            }
        }
        float loudness = kind == Kind.ORIGIN ? LOUDNESS : 1;
        Block block = quiet(kind, name, heads, intercepts, temperature, columns, loudness);
        return new Learnt(block, columns, shares);
    }

    /**
     * Origins are told apart by large weights and models by small ones. Both stand in one row of a model's bytes, where the
     * large would take the small ones' precision: so they are brought down, and the slope takes it back.
     */
    private static Block quiet(
            Kind kind,
            String name,
            SortedMap<String, HeadRows> heads,
            float[] intercepts,
            Temperature temperature,
            List<float[]> columns,
            float loudness) {
        float[] lower = intercepts.clone();
        for (int head = 0; head < lower.length; head++) {
            lower[head] /= loudness;
            float[] column = columns.get(head);
            for (int at = 0; at < column.length; at++) {
                column[at] /= loudness;
            }
        }
        int rows = heads.get(heads.firstKey()).size();
        return new Block(kind, name, List.copyOf(heads.keySet()), lower, (float) temperature.value() * loudness, rows);
    }
}
