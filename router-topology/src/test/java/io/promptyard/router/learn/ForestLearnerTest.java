package io.promptyard.router.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.classify.learned.Forest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestLearnerTest {
    private static final int ROWS = 2000;

    private final Random random = new Random(3);
    private final float[][] inputs = new float[Forest.INPUTS][ROWS];
    private final double[][] residuals = new double[2][ROWS];
    private final double[] weights = new double[ROWS];

    ForestLearnerTest() {
        Arrays.fill(weights, 1);
        for (float[] input : inputs) {
            for (int row = 0; row < ROWS; row++) {
                input[row] = random.nextFloat();
            }
        }
        for (int row = 0; row < ROWS; row++) {
            residuals[0][row] = (inputs[3][row] > 0.5 ? 0.4 : -0.4) + 0.1 * random.nextGaussian();
            residuals[1][row] = Double.NaN;
        }
    }

    @Test
    void shouldExplainAStepWhenAStraightLineCannot() {
        // When
        Forest forest = new ForestLearner(Bins.of(inputs), residuals, weights).grow(1);

        // Then
        float[] above = said(forest, 0.9f);
        float[] below = said(forest, 0.1f);
        assertThat(above[0]).isBetween(0.25f, 0.45f);
        assertThat(below[0]).isBetween(-0.45f, -0.25f);
    }

    @Test
    void shouldSayNothingOfAHeadWhenNothingIsKnownOfIt() {
        // When
        Forest forest = new ForestLearner(Bins.of(inputs), residuals, weights).grow(1);

        // Then
        assertThat(said(forest, 0.9f)[1]).isZero();
    }

    @Test
    void shouldGrowNoTreeWhenThereIsNothingToTellApart() {
        // Given
        float[][] same = new float[Forest.INPUTS][ROWS];

        // When
        Forest forest = new ForestLearner(Bins.of(same), residuals, weights).grow(1);

        // Then
        assertThat(forest.trees()).isZero();
    }

    private static float[] said(Forest forest, float value) {
        float[] values = new float[Forest.INPUTS];
        Arrays.fill(values, 0.5f);
        values[3] = value;
        float[] to = new float[2];
        forest.add(values, to, 0);
        return to;
    }
}
