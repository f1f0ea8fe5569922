package io.promptyard.bench.usage;

/**
 * How much is audited.
 *
 * @param calls of clients
 * @param seed of the mix
 * @param width clients at a time
 */
record UsageSettings(int calls, long seed, int width) {
    private static final int MOST_CALLS = 50_000;
    private static final int WIDEST = 256;

    UsageSettings {
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("--calls: must be from 1 to " + MOST_CALLS + " (got " + calls + ")");
        }
        if (width < 1 || width > WIDEST) {
            throw new IllegalArgumentException("--width: must be from 1 to " + WIDEST + " (got " + width + ")");
        }
    }
}
