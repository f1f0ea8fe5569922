package io.promptyard.router.replay.report;

/** How something is spread over {@code count} prompts; NaN where there are none. */
public record Quantiles(long count, double p50, double p90, double p95, double p99) {
    public static final Quantiles NONE = new Quantiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
