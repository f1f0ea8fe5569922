package io.promptyard.bench.estimates;

import io.promptyard.bench.BenchSuite;

/** Makes {@code bench estimates} known. */
public final class EstimatesSuite implements BenchSuite {
    @Override
    public Object command() {
        return new EstimatesCommand();
    }
}
