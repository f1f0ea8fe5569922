package io.promptyard.gateway;

import io.promptyard.gateway.correlation.GatewayTopics;
import io.promptyard.topic.TopicNames;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane as the gateway serves it. With a {@code transactionalId}, which no other process may have, prompts are produced
 * in transactions and only committed responses are read; null for at-least-once.
 */
public record GatewayLane(GatewayTopics topics, @Nullable String transactionalId) {
    /** The lane of requests that name none. */
    public static final String DEFAULT = TopicNames.DEFAULT_LANE;

    public GatewayLane {
        Objects.requireNonNull(topics, "topics");
    }
}
