package io.promptyard.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.gateway.correlation.GatewayTopics;
import io.promptyard.gateway.openai.ModelCard;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the gateway is given: its lanes by name, {@code default} among them, the models to list (asked on event loops, must not block), a
 * source of request ids, a clock, a registry of meters. All thread-safe; all stay their owner's.
 */
public record GatewayDependencies(
        SortedMap<String, GatewayLane> lanes,
        Supplier<List<ModelCard>> models,
        Supplier<String> requestIds,
        Clock clock,
        MeterRegistry meters) {
    public GatewayDependencies {
        lanes = new TreeMap<>(lanes);
        if (!lanes.containsKey(GatewayLane.DEFAULT)) {
            throw new IllegalArgumentException("lanes: must hold default (got " + lanes.keySet() + ")");
        }
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(requestIds, "requestIds");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(meters, "meters");
    }

    /** With the default lane alone, at least once. */
    public GatewayDependencies(
            GatewayTopics topics,
            Supplier<List<ModelCard>> models,
            Supplier<String> requestIds,
            Clock clock,
            MeterRegistry meters) {
        this(
                new TreeMap<>(Map.of(GatewayLane.DEFAULT, new GatewayLane(topics, null))),
                models,
                requestIds,
                clock,
                meters);
    }
}
