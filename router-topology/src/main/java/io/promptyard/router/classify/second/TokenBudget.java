package io.promptyard.router.classify.second;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many tokens of a text may be embedded within a time, as measured here and now. Measured once, at the start, and not by
 * each prompt's own clock: the same prompt then gets the same answer twice. A busy machine can still take longer than it
 * did then, which the meters show.
 */
public final class TokenBudget {
    private static final int[] STEPS = {256, 192, 128, 96, 64, 48, 32, 16};
    private static final int WARM_UP = 5;
    private static final int MEASURED = 9;

    private TokenBudget() {}

    /**
     * The most tokens of a few steps whose embedding takes no longer than {@code limit} at the median, 0 where none does.
     *
     * @param nanos {@code System::nanoTime}
     */
    public static int within(Duration limit, TextEmbedder embedder, LongSupplier nanos) {
        String text = "a ".repeat(STEPS[0]);
        for (int tokens : STEPS) {
            if (tokens <= embedder.mostTokens() && median(embedder, text, tokens, nanos) <= limit.toNanos()) {
                return tokens;
            }
        }
        return 0;
    }

    private static long median(TextEmbedder embedder, String text, int tokens, LongSupplier nanos) {
        long[] took = new long[MEASURED];
        for (int run = -WARM_UP; run < MEASURED; run++) {
            long start = nanos.getAsLong();
            embedder.embed(List.of(text), tokens);
            if (run >= 0) {
                took[run] = nanos.getAsLong() - start;
            }
        }
        Arrays.sort(took);
        return took[MEASURED / 2];
    }
}
