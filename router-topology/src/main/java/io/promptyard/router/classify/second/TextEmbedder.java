package io.promptyard.router.classify.second;

import java.util.List;

/**
 * Makes texts into vectors of length 1 whose product is near 1 for texts that mean the same. Thread-safe; deterministic on
 * one machine. What it is given is never logged. Whoever opened it closes it; afterwards {@link #embed} throws {@link
 * IllegalStateException}, as it does whenever it cannot answer.
 */
public interface TextEmbedder extends AutoCloseable {
    /** What it is, as decisions name it: another name for every change of what it answers. */
    String name();

    /** How many numbers a vector has. */
    int dimensions();

    /** The most tokens that it reads of a text. */
    int mostTokens();

    /**
     * One vector for each text, in order; several together cost less than each alone where they are about as long.
     *
     * @param tokens read no more of each than so many of its first, the two marks of beginning and end counted; from 2 to
     *     {@link #mostTokens()}
     */
    float[][] embed(List<String> texts, int tokens);

    @Override
    void close();

    /** The cosine of two vectors of an embedder: of length 1, so their product. */
    static double cosine(float[] left, float[] right) {
        double sum = 0;
        for (int at = 0; at < left.length; at++) {
            sum += (double) left[at] * right[at];
        }
        return sum;
    }
}
