package io.promptyard.bench.usage;

import io.promptyard.bench.BenchSuite;

/** Makes {@code bench usage} known. */
public final class UsageSuite implements BenchSuite {
    @Override
    public Object command() {
        return new UsageCommand();
    }
}
