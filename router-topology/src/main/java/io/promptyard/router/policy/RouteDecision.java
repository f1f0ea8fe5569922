package io.promptyard.router.policy;

import io.promptyard.model.Dispatch;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a prompt goes, or why nowhere; with the record that explains it. */
public sealed interface RouteDecision {

    RoutingDecision record();

    /**
     * To one target. Where budgets apply {@code options} holds it, and after it the cheaper ones that a budget may choose
     * instead; it is empty where none does. {@code shadow} is a copy of the prompt that goes elsewhere beside it, null for none.
     */
    record Routed(
            Dispatch dispatch,
            RoutingDecision record,
            List<SpendOption> options,
            @Nullable ShadowCall shadow) implements RouteDecision {
        public Routed {
            Objects.requireNonNull(dispatch, "dispatch");
            Objects.requireNonNull(record, "record");
            options = List.copyOf(options);
        }

        /** One without a copy. */
        public Routed(Dispatch dispatch, RoutingDecision record, List<SpendOption> options) {
            this(dispatch, record, options, null);
        }

        /** One that no budget has a say in. */
        public Routed(Dispatch dispatch, RoutingDecision record) {
            this(dispatch, record, List.of());
        }
    }

    /**
     * Nowhere yet: all that it may go to is cooling, and one of {@code targets} is expected back at {@code until}, before the
     * deadline. {@code otherwise} is its end where nobody may wait.
     */
    record Waiting(Instant until, Set<Target> targets, RoutingDecision record, Unroutable otherwise)
            implements RouteDecision {
        public Waiting {
            Objects.requireNonNull(until, "until");
            targets = Set.copyOf(targets);
            Objects.requireNonNull(record, "record");
            Objects.requireNonNull(otherwise, "otherwise");
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
