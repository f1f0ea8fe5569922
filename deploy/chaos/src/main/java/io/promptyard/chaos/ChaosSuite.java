package io.promptyard.chaos;

import io.promptyard.bench.BenchSuite;

/** Makes {@code bench chaos} known. */
public final class ChaosSuite implements BenchSuite {
    @Override
    public Object command() {
        return new ChaosCommand();
    }
}
