package io.promptyard.bench.usage;

/**
 * How much is audited.
 *
 * @param calls of clients
 * @param seed of the mix
 * @param width clients at a time
 * @param onHangUp what becomes of calls whose client leaves: {@code finish} or {@code cancel}
 */
record UsageSettings(int calls, long seed, int width, String onHangUp) {
    private static final int MOST_CALLS = 50_000;
    private static final int WIDEST = 256;
    static final String FINISH = "finish";

    UsageSettings {
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("--calls: must be from 1 to " + MOST_CALLS + " (got " + calls + ")");
        }
        if (!onHangUp.equals(FINISH) && !onHangUp.equals("cancel")) {
            throw new IllegalArgumentException("--on-hang-up: must be finish or cancel (got " + onHangUp + ")");
        }
        if (width < 1 || width > WIDEST) {
            throw new IllegalArgumentException("--width: must be from 1 to " + WIDEST + " (got " + width + ")");
        }
    }

    boolean finishes() {
        return onHangUp.equals(FINISH);
    }
}
