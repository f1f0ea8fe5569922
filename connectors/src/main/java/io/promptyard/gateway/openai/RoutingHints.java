package io.promptyard.gateway.openai;

import io.promptyard.model.Constraints;
import io.promptyard.model.PromptRequest;
import io.promptyard.topic.TopicNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client says to the router, beside the OpenAI format: in {@code x-promptyard-*} headers or, by the same names,
 * in a body object {@code promptyard}. Null is not said.
 */
record RoutingHints(
        @Nullable String lane,
        @Nullable String endpoint,
        @Nullable String tenant,
        @Nullable Map<String, String> tags,
        @Nullable List<String> regions,
        @Nullable Boolean zeroRetention,
        @Nullable BigDecimal maxCostUsd,
        @Nullable Double minQuality,
        @Nullable List<String> capabilities,
        @Nullable List<String> providers,
        @Nullable List<String> notProviders,
        @Nullable String dataClass,
        @Nullable Integer priority) {
    static final RoutingHints NONE =
            new RoutingHints(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** @throws InvalidRequest naming the key */
    static RoutingHints ofBody(Fields promptyard) {
        return RoutingHintsReader.body(promptyard);
    }

    /** These, and where they say nothing the others. */
    RoutingHints over(RoutingHints others) {
        if (equals(NONE)) {
            return others;
        }
        return new RoutingHints(
                first(lane, others.lane),
                first(endpoint, others.endpoint),
                first(tenant, others.tenant),
                first(tags, others.tags),
                first(regions, others.regions),
                first(zeroRetention, others.zeroRetention),
                first(maxCostUsd, others.maxCostUsd),
                first(minQuality, others.minQuality),
                first(capabilities, others.capabilities),
                first(providers, others.providers),
                first(notProviders, others.notProviders),
                first(dataClass, others.dataClass),
                first(priority, others.priority));
    }

    String laneOrDefault() {
        return lane == null ? TopicNames.DEFAULT_LANE : lane;
    }

    String endpointOrDefault() {
        return endpoint == null ? PromptRequest.DEFAULT : endpoint;
    }

    String tenantOrDefault() {
        return tenant == null ? PromptRequest.DEFAULT : tenant;
    }

    int priorityOrUsual() {
        return priority == null ? PromptRequest.USUAL_PRIORITY : priority;
    }

    Map<String, String> tagsOrNone() {
        return Objects.requireNonNullElse(tags, Map.of());
    }

    Constraints constraints() {
        if (regions == null
                && zeroRetention == null
                && maxCostUsd == null
                && minQuality == null
                && capabilities == null
                && providers == null
                && notProviders == null
                && dataClass == null) {
            return Constraints.NONE;
        }
        return new Constraints(
                Objects.requireNonNullElse(regions, List.of()),
                Boolean.TRUE.equals(zeroRetention),
                maxCostUsd,
                minQuality,
                Objects.requireNonNullElse(capabilities, List.of()),
                Objects.requireNonNullElse(providers, List.of()),
                Objects.requireNonNullElse(notProviders, List.of()),
                dataClass);
    }

    private static <T> @Nullable T first(@Nullable T mine, @Nullable T others) {
        return mine != null ? mine : others;
    }
}
