package io.promptyard.model;

import io.promptyard.model.outcome.FailureKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch that budgets must agree to before it goes out; after they were asked, with what they said. {@code options}
 * holds the choice first, then cheaper targets that are permitted and capable. {@code retryAfterMillis} is null where a
 * new window would not help; {@code lane} is empty for the default one.
 */
public record Reservation(
        Dispatch dispatch,
        RoutingDecision decision,
        List<SpendOption> options,
        @Nullable FailureKind refusal,
        String message,
        @Nullable Long retryAfterMillis,
        String lane) {
    public Reservation {
        Objects.requireNonNull(dispatch, "dispatch");
        Objects.requireNonNull(decision, "decision");
        options = List.copyOf(options);
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(lane, "lane");
    }

    /** One that budgets are still to be asked for. */
    public Reservation(Dispatch dispatch, RoutingDecision decision, List<SpendOption> options, String lane) {
        this(dispatch, decision, options, null, "", null, lane);
    }

    /** Nothing reserved: the prompt ends here, as {@code ended}. */
    public Reservation refused(
            Dispatch ended, FailureKind kind, String words, @Nullable Long retryAfter, RoutingDecision record) {
        return new Reservation(ended, record, options, kind, words, retryAfter, lane);
    }

    /** Agreed to, for the target of {@code granted}. */
    public Reservation granted(Dispatch granted, RoutingDecision record) {
        return new Reservation(granted, record, options, lane);
    }
}
