package io.promptyard.model;

/** Where {@code count} times in milliseconds lie, each percentile one of them (nearest rank). */
public record Percentiles(long count, long p50, long p95, long p99) {}
