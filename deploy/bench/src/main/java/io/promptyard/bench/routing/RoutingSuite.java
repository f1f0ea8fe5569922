package io.promptyard.bench.routing;

import io.promptyard.bench.BenchSuite;

/** Makes {@code bench routing} known. */
public final class RoutingSuite implements BenchSuite {
    @Override
    public Object command() {
        return new RoutingCommand();
    }
}
