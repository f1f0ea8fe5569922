package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.PromptFeatures;
import java.util.List;

/**
 * Mean and deviation of each number of the shape among some prompts, those with options apart from those without, and once
 * more of all of them.
 *
 * @param means in the order of {@link Dense}
 * @param deviations the same; a little more than they are, so that a number that hardly varies is not blown up
 * @param allMeans of all prompts
 * @param allDeviations the same
 */
record ShapeScale(float[] means, float[] deviations, float[] allMeans, float[] allDeviations) {
    private static final double LEAST = 0.01;

    static ShapeScale of(List<LabelledPrompt> prompts, PromptFeatures reader) {
        Sums plain = new Sums();
        Sums offering = new Sums();
        Sums all = new Sums();
        for (LabelledPrompt prompt : prompts) {
            reader.read(prompt.text());
            (reader.offers() ? offering : plain).add(reader.shape());
            all.add(reader.shape());
        }
        float[] means = new float[Dense.KIND];
        float[] deviations = new float[Dense.KIND];
        plain.write(means, deviations, Dense.start(false));
        offering.write(means, deviations, Dense.start(true));
        float[] allMeans = new float[Dense.WITH_OPTIONS];
        float[] allDeviations = new float[Dense.WITH_OPTIONS];
        all.write(allMeans, allDeviations, 0);
        return new ShapeScale(means, deviations, allMeans, allDeviations);
    }

    void standardise(PromptFeatures prompt, float[] to) {
        java.util.Arrays.fill(to, 0);
        int start = Dense.start(prompt.offers());
        for (int number = 0; number < Dense.WITH_OPTIONS; number++) {
            int place = start + number;
            to[place] = Dense.standard(prompt.shape()[number], means[place], deviations[place]);
        }
        to[Dense.KIND + (prompt.offers() ? 1 : 0)] = 1;
    }

    private static final class Sums {
        private final double[] sums = new double[Dense.WITH_OPTIONS];
        private final double[] squares = new double[Dense.WITH_OPTIONS];
        private int count;

        void add(float[] shape) {
            count++;
            for (int number = 0; number < sums.length; number++) {
                sums[number] += shape[number];
                squares[number] += (double) shape[number] * shape[number];
            }
        }

        void write(float[] means, float[] deviations, int start) {
            for (int number = 0; number < sums.length; number++) {
                double mean = count == 0 ? 0 : sums[number] / count;
                double square = count == 0 ? 0 : squares[number] / count;
                means[start + number] = (float) mean;
                deviations[start + number] = (float) (Math.sqrt(Math.max(0, square - mean * mean)) + LEAST);
            }
        }
    }
}
