package io.promptyard.router.policy;

import io.promptyard.model.Dispatch;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.outcome.FailureKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a prompt goes, or why nowhere; with the record that explains it. */
public sealed interface RouteDecision {

    RoutingDecision record();

    /** To one target. */
    record Routed(Dispatch dispatch, RoutingDecision record) implements RouteDecision {
        public Routed {
            Objects.requireNonNull(dispatch, "dispatch");
            Objects.requireNonNull(record, "record");
        }
    }

    /**
     * Nowhere. {@code kind} is the last attempt's failure after attempts, otherwise why no target is permitted;
     * {@code message} is for the caller and holds no prompt content.
     */
    record Unroutable(
            FailureKind kind, String message, @Nullable Long retryAfterMillis, RoutingDecision record)
            implements RouteDecision {
        public Unroutable {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(record, "record");
        }
    }
}
