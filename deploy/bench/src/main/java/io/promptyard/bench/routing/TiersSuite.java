package io.promptyard.bench.routing;

import io.promptyard.bench.BenchSuite;

/** Makes {@code bench tiers} known. */
public final class TiersSuite implements BenchSuite {
    @Override
    public Object command() {
        return new TiersCommand();
    }
}
