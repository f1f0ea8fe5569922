package io.promptyard.router.learn;

/**
 * How much of what is off each part of a correction may explain: the variance that it is given beforehand where that of a
 * label of weight 1 is 1. At one task a model's labels count half when there are four to eight of them.
 */
enum Share {
    /** A model, whatever is asked. */
    MODEL(0.015),
    /** A model at a task. */
    MODEL_TASK(0.08),
    /** A model, for each unit that was expected above the middle: expectations are seldom a quarter away from it. */
    MODEL_SLOPE(0.25),
    /** The same for all models of a family. */
    FAMILY_SLOPE(0.05),
    /** All models of a family, whatever is asked. */
    FAMILY(0.004),
    /** All models of a family at a task. */
    FAMILY_TASK(0.02),
    /** A model, by the words of the prompt. */
    WORDS(0.12);

    private final double root;

    Share(double variance) {
        this.root = Math.sqrt(variance);
    }

    /** What the part's features count, so that one penalty does for all. */
    double root() {
        return root;
    }
}
