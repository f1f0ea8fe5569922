package io.promptyard.router.classify.learned;

import io.promptyard.model.Task;

/**
 * The numbers of a prompt that are always there, in their order: its shape, standardised; what share of it is unknown;
 * the probability of each task and of each domain, as the model's own blocks see them.
 */
public final class Dense {
    /** Where the tasks begin. */
    public static final int TASKS = Shape.SIZE;
    /** Where the domains begin. */
    public static final int SUBJECTS = TASKS + Task.values().length;
    /** How many numbers there are. */
    public static final int SIZE = SUBJECTS + Domains.LABELS.size();

    /** A number further than this many deviations from the mean counts as this far. */
    private static final float FARTHEST = 3;

    private Dense() {}

    /** In deviations from the mean, three at most. */
    public static float standard(float value, float mean, float deviation) {
        float standard = deviation <= 0 ? 0 : (value - mean) / deviation;
        return Math.max(-FARTHEST, Math.min(FARTHEST, standard));
    }
}
