package io.promptyard.router.classify.learned;

/**
 * The numbers of a prompt that are always there, in their order: its shape, standardised, first for prompts that offer no
 * options and then for those that do, and which of the two it is. Those of the other kind are 0.
 */
public final class Dense {
    /** Where the numbers of a prompt with options begin. */
    public static final int WITH_OPTIONS = Shape.SIZE;
    /** Says by a 1 that there are none; what follows it says that there are. */
    public static final int KIND = 2 * Shape.SIZE;
    /** How many numbers there are. */
    public static final int SIZE = KIND + 2;

    /** A number further than this many deviations from the mean counts as this far. */
    private static final float FARTHEST = 4;

    private Dense() {}

    /** The first of a kind's numbers. */
    public static int start(boolean offers) {
        return offers ? WITH_OPTIONS : 0;
    }

    /** In deviations from the mean, four at most. */
    public static float standard(float value, float mean, float deviation) {
        float standard = deviation <= 0 ? 0 : (value - mean) / deviation;
        return Math.max(-FARTHEST, Math.min(FARTHEST, standard));
    }
}
