package io.promptyard.connector;

import io.promptyard.connector.health.HealthBoard;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;

/**
 * What a connector gets from the process around it; all of it outlives the connector. With {@code timed} its answers count among the times that the board shows of a target; circuits and
 * keys hear of its calls in any case.
 */
public record ConnectorContext(Vertx vertx, Clock clock, DroppedParameters drops, HealthBoard health, boolean timed) {
    public ConnectorContext {
        Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(drops, "drops");
        Objects.requireNonNull(health, "health");
    }

    /** One whose answers count among the times. */
    public ConnectorContext(Vertx vertx, Clock clock, DroppedParameters drops, HealthBoard health) {
        this(vertx, clock, drops, health, true);
    }

    /** The same for calls of the router's own: prompts of another kind, whose times would be taken for those of callers. */
    public ConnectorContext untimed() {
        return new ConnectorContext(vertx, clock, drops, health, false);
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
