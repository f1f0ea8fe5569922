package io.promptyard.connector;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;

/** What a connector gets from the process around it; all of it outlives the connector. */
public record ConnectorContext(Vertx vertx, Clock clock) {
    public ConnectorContext {
        Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(clock, "clock");
    }
}
