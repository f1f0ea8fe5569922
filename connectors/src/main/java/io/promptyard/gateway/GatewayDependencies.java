package io.promptyard.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.promptyard.gateway.correlation.GatewayTopics;
import io.promptyard.gateway.openai.ModelCard;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the gateway is given: its topics with their serdes, the models to list (asked on event loops, must not block), a
 * source of request ids, a clock, a registry of meters. All thread-safe; all stay their owner's.
 */
public record GatewayDependencies(
        GatewayTopics topics,
        Supplier<List<ModelCard>> models,
        Supplier<String> requestIds,
        Clock clock,
        MeterRegistry meters) {
    public GatewayDependencies {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(requestIds, "requestIds");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(meters, "meters");
    }
}
