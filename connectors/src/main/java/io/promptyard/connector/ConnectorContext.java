package io.promptyard.connector;

import io.promptyard.connector.health.HealthBoard;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;

/** What a connector gets from the process around it; all of it outlives the connector. */
public record ConnectorContext(Vertx vertx, Clock clock, DroppedParameters drops, HealthBoard health) {
    public ConnectorContext {
        Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(drops, "drops");
        Objects.requireNonNull(health, "health");
    }

    /** One with a board of its own. */
    public ConnectorContext(Vertx vertx, Clock clock, DroppedParameters drops) {
        this(vertx, clock, drops, HealthBoard.quiet());
    }

    /** One where nobody hears of dropped parameters. */
    public ConnectorContext(Vertx vertx, Clock clock) {
        this(vertx, clock, DroppedParameters.IGNORED);
    }
}
