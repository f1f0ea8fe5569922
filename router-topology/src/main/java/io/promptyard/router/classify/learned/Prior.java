package io.promptyard.router.classify.learned;

import java.util.Arrays;

/**
 * How hard a prompt looks by its shape alone, whatever it is about: long, of many numbers, clauses and commas, of few
 * words that repeat. In deviations from the usual, two at most either way. It is what stays of difficulty on traffic that
 * nobody has labelled: words learnt from one benchmark mislead on another.
 *
 * @param means of the shape's numbers
 * @param deviations of the shape's numbers
 * @param weights of the shape's numbers, in deviations; 0 for those that do not count
 */
public record Prior(float[] means, float[] deviations, float[] weights) {
    /** Knows nothing: every prompt is as hard as any other. */
    public static final Prior NONE = new Prior(new float[Shape.SIZE], new float[Shape.SIZE], new float[Shape.SIZE]);

    /** How much likelier a failure gets, under the exponential, with each deviation. */
    private static final double STEEPNESS = 0.2;

    private static final double FARTHEST = 2;

    /** Places in {@link Shape} that rise with difficulty. */
    private static final int[] HARDER = {
        Shape.CHARS,
        Shape.WORDS,
        Shape.SENTENCES,
        Shape.COMMAS,
        Shape.SENTENCE_LENGTH,
        Shape.LARGEST,
        Shape.BRACKETS,
        Shape.ARITHMETIC,
        Shape.NUMBERS
    };

    /** Places in {@link Shape} that fall with difficulty. */
    private static final int[] EASIER = {Shape.VARIETY, Shape.ASKS_LAST};

    public Prior {
        if (means.length != Shape.SIZE || deviations.length != Shape.SIZE || weights.length != Shape.SIZE) {
            throw new IllegalArgumentException("prior: must have " + Shape.SIZE + " means, deviations and weights");
        }
    }

    /** 1 for a number that rises with difficulty, -1 for one that falls, 0 for others. */
    public static int direction(int number) {
        if (Arrays.stream(HARDER).anyMatch(place -> place == number)) {
            return 1;
        }
        return Arrays.stream(EASIER).anyMatch(place -> place == number) ? -1 : 0;
    }

    /** In deviations, from -2 to 2. */
    public double difficulty(float[] shape) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, unbounded(shape)));
    }

    /** The same before it is bounded. */
    public double unbounded(float[] shape) {
        double sum = 0;
        for (int number = 0; number < Shape.SIZE; number++) {
            if (weights[number] != 0) {
                sum += weights[number] * (double) Dense.standard(shape[number], means[number], deviations[number]);
            }
        }
        return sum;
    }

    /** The probability of success, at a prompt this hard, of a model that has {@code usual} of it in general. */
    public static double success(double usual, double difficulty) {
        return 1 - (1 - usual) * Math.exp(STEEPNESS * difficulty);
    }
}
