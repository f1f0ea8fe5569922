package io.promptyard.router.learn;

import io.promptyard.router.classify.learned.Dense;
import io.promptyard.router.classify.learned.PromptFeatures;
import java.util.List;

/** Mean and deviation of each number of the shape among some prompts. */
record ShapeScale(float[] means, float[] deviations) {

    static ShapeScale of(List<LabelledPrompt> prompts, PromptFeatures reader) {
        double[] sums = new double[Dense.TASKS];
        double[] squares = new double[Dense.TASKS];
        for (LabelledPrompt prompt : prompts) {
            reader.read(prompt.text());
            float[] shape = reader.shape();
            for (int number = 0; number < Dense.TASKS; number++) {
                sums[number] += shape[number];
                squares[number] += (double) shape[number] * shape[number];
            }
        }
        float[] means = new float[Dense.TASKS];
        float[] deviations = new float[Dense.TASKS];
        int count = Math.max(1, prompts.size());
        for (int number = 0; number < Dense.TASKS; number++) {
            double mean = sums[number] / count;
            means[number] = (float) mean;
            deviations[number] = (float) Math.sqrt(Math.max(0, squares[number] / count - mean * mean));
        }
        return new ShapeScale(means, deviations);
    }

    void standardise(float[] shape, float[] to) {
        for (int number = 0; number < Dense.TASKS; number++) {
            to[number] = Dense.standard(shape[number], means[number], deviations[number]);
        }
    }
}
