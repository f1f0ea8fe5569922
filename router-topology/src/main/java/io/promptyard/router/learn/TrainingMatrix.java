package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.Vocabulary;
import java.util.List;

/**
 * Prompts as rows of numbers, the way {@code Scorer} sees them: features by importance, brought to length 1, and the
 * dense numbers scaled down by {@code scales}, so that the regression trusts them as much as is meant.
 */
final class TrainingMatrix {
    private final SparseRows rows = new SparseRows(Dense.SIZE);
    private final float[] scales;
    private final int features;

    /** @param scales one for each of the dense numbers */
    TrainingMatrix(
            List<LabelledPrompt> prompts,
            Vocabulary vocabulary,
            float[] importance,
            float unknown,
            ShapeScale shape,
            float[] scales,
            PromptFeatures reader) {
        this.scales = scales.clone();
        this.features = vocabulary.size();
        int[] found = new int[2 * PromptFeatures.MAX_CHARS];
        float[] values = new float[2 * PromptFeatures.MAX_CHARS];
        float[] dense = new float[Dense.SIZE];
        for (LabelledPrompt prompt : prompts) {
            reader.read(prompt.text());
            int size = 0;
            double length = 0;
            for (int at = 0; at < reader.size(); at++) {
                int row = vocabulary.row(reader.hash(at));
                double worth = row == Vocabulary.UNKNOWN ? unknown : importance[row];
                length += worth * worth;
                if (row != Vocabulary.UNKNOWN) {
                    found[size] = row;
                    values[size++] = (float) worth;
                }
            }
            float shrink = length == 0 ? 0 : (float) (1 / Math.sqrt(length));
            for (int at = 0; at < size; at++) {
                values[at] *= shrink;
            }
            shape.standardise(reader.shape(), dense);
            for (int number = 0; number < Dense.TASKS; number++) {
                dense[number] *= scales[number];
            }
            rows.add(found, values, size, dense);
        }
    }

    int features() {
        return features;
    }

    SparseRows rows() {
        return rows;
    }

    /** Says what is known of a prompt's task and subject only after the shape was used to find it. */
    void set(int row, int number, double value) {
        rows.setDense(row, number, (float) (value * scales[number]));
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
