package io.promptyard.router.classify.learned;

/**
 * How far predictions for a prompt are believed, from 0 (not at all: the catalogue's priors hold) to 1.
 *
 * <pre>
 * trust = ramp(familiarity) · language
 *
 * ramp      0 up to {@value #STRANGE}, 1 from {@value #FAMILIAR} on, a straight line between
 * language  1 for English and for what has no language, 0.5 for another: the labels that ship are of English prompts
 * </pre>
 */
public final class Trust {
    /** As little known as this, and nothing is believed. */
    public static final double STRANGE = 0.3;
    /** As much known as this, and all is. */
    public static final double FAMILIAR = 0.7;

    private static final double FOREIGN = 0.5;

    private Trust() {}

    /**
     * @param familiarity the share of the prompt's words that the model knows, each as much as it weighs
     * @param language as the first tier says it
     */
    public static double of(double familiarity, String language) {
        double ramp = Math.max(0, Math.min(1, (familiarity - STRANGE) / (FAMILIAR - STRANGE)));
        boolean known = language.equals("en") || language.equals("und");
        return Double.isNaN(ramp) ? 0 : ramp * (known ? 1 : FOREIGN);
    }
}
