package io.promptyard.router.classify.learned;

/** How likely each head of a block is the right one: the softmax of what they say, sharpened by the block's slope. */
final class Shares {
    private Shares() {}

    static void of(Block block, float[] sums, int start, float[] to) {
        double most = Double.NEGATIVE_INFINITY;
        for (int head = 0; head < block.heads().size(); head++) {
            most = Math.max(most, said(block, sums, start, head));
        }
        double total = 0;
        for (int head = 0; head < block.heads().size(); head++) {
            double share = Math.exp(block.slope() * (said(block, sums, start, head) - most));
            to[head] = (float) share;
            total += share;
        }
        for (int head = 0; head < block.heads().size(); head++) {
            to[head] /= (float) total;
        }
    }

    private static double said(Block block, float[] sums, int start, int head) {
        return block.intercepts()[head] + (double) sums[start + head];
    }
}
