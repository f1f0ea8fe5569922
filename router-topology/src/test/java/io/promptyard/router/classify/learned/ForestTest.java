package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForestTest {
    private static final float NOTHING = Float.POSITIVE_INFINITY;

    /** Two trees of two heads: the first asks inputs 0, 1 and 2, the second input 1 alone. */
    private final Forest forest = new Forest(
            2,
            new byte[] {0, 1, 2, 1, 0, 0},
            new float[] {0, 0, 0, 10, NOTHING, NOTHING},
            leaves(2 * Forest.LEAVES, 2));

    @Test
    void shouldTakeTheLeafThatTheAnswersNumberWhenTreesAreAddedUp() {
        // Given
        float[] inputs = new float[Forest.INPUTS];
        inputs[0] = 1;
        inputs[1] = 11;
        inputs[2] = -1;
        float[] to = {0, 0.5f, 0};

        // When
        forest.add(inputs, to, 1);

        // Then: leaf 3 of the first tree, leaf 1 of the second
        assertThat(to).containsExactly(0, 0.5f + 3 + 9, 30 + 90);
    }

    @Test
    void shouldAnswerNoWhenAnInputIsNotANumberOrAtTheThreshold() {
        // Given
        float[] inputs = new float[Forest.INPUTS];
        inputs[0] = Float.NaN;
        float[] to = new float[2];

        // When
        forest.add(inputs, to, 0);

        // Then: leaf 0 of each
        assertThat(to).containsExactly(0 + 8, 0 + 80);
    }

    /** Leaf n says n of the first head and 10 n of the second. */
    private static float[] leaves(int count, int heads) {
        float[] leaves = new float[count * heads];
        for (int leaf = 0; leaf < count; leaf++) {
            leaves[leaf * heads] = leaf;
            leaves[leaf * heads + 1] = 10 * leaf;
        }
        return leaves;
    }
}
