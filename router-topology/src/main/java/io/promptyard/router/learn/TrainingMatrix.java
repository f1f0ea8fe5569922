package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Vocabulary;
import java.util.List;

/**
 * Prompts as rows of numbers, the way {@code Scorer} sees them: each group of features by importance and brought to its
 * length, and the dense numbers scaled down, so that the regression trusts them as much as is meant.
 */
final class TrainingMatrix {
    /** All numbers of the shape together weigh as much as a twentieth of all words. */
    private static final double SHAPE = 0.05;
    /** What a kind of prompt has in common is found easily. */
    private static final double KIND = 0.2;

    private final SparseRows rows = new SparseRows(Dense.SIZE);
    private final float[] scales = new float[Dense.SIZE];
    private final float[][] shapes;
    private final int features;

    /** @param labels whether tasks and subjects are to be told apart, or how well models answer */
    TrainingMatrix(
            List<LabelledPrompt> prompts,
            FeatureTable.Selected selected,
            ShapeScale shape,
            PromptFeatures reader,
            boolean labels) {
        java.util.Arrays.fill(scales, 0, Dense.KIND, (float) Math.sqrt(SHAPE / Dense.WITH_OPTIONS));
        java.util.Arrays.fill(scales, Dense.KIND, Dense.SIZE, (float) Math.sqrt(KIND));
        features = selected.hashes().length;
        shapes = new float[prompts.size()][];
        Vocabulary vocabulary = Vocabulary.of(selected.hashes());
        int[] found = new int[4 * PromptFeatures.MAX_CHARS];
        float[] values = new float[4 * PromptFeatures.MAX_CHARS];
        float[] dense = new float[Dense.SIZE];
        for (int at = 0; at < prompts.size(); at++) {
            reader.read(prompts.get(at).text());
            shapes[at] = reader.shape().clone();
            int size = sparse(reader, vocabulary, selected, found, values, labels);
            shape.standardise(reader, dense);
            for (int number = 0; number < Dense.SIZE; number++) {
                dense[number] *= scales[number];
            }
            rows.add(found, values, size, dense);
        }
    }

    private static int sparse(
            PromptFeatures prompt,
            Vocabulary vocabulary,
            FeatureTable.Selected selected,
            int[] found,
            float[] values,
            boolean labels) {
        int size = 0;
        for (int group = labels ? PromptFeatures.LABELS : 0;
                group < (labels ? PromptFeatures.GROUPS : PromptFeatures.LABELS);
                group++) {
            int start = size;
            double length = 0;
            for (int at = 0; at < prompt.size(); at++) {
                if (prompt.group(at) == group) {
                    int row = vocabulary.row(prompt.hash(at));
                    double worth = row == Vocabulary.UNKNOWN ? selected.unknown() : selected.importance()[row];
                    length += worth * worth;
                    if (row != Vocabulary.UNKNOWN) {
                        found[size] = row;
                        values[size++] = (float) worth;
                    }
                }
            }
            float shrink = length == 0 ? 0 : (float) (PromptFeatures.share(group, prompt.offers()) / Math.sqrt(length));
            for (int at = start; at < size; at++) {
                values[at] *= shrink;
            }
        }
        return size;
    }

    int features() {
        return features;
    }

    SparseRows rows() {
        return rows;
    }

    /** The numbers of a prompt's shape, not standardised. Not to be changed. */
    float[] shape(int row) {
        return shapes[row];
    }

    /** Weights for the numbers as they are, from those for the scaled ones. */
    float[] unscaled(float[] weights) {
        float[] plain = weights.clone();
        for (int number = 0; number < Dense.SIZE; number++) {
            plain[features + number] *= scales[number];
        }
        return plain;
    }
}
