package io.promptyard.router;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Reroute;
import io.promptyard.model.Reservation;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.deadletter.DeadLetterFactory;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.verdict.AttemptCosts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The steps after a budget has spoken, as functions. Thread-safe. */
record BudgetSteps(DeadLetterFactory deadLetters, RouterMetrics metrics, Clock clock) {

    static boolean grantedTo(Reservation reservation, ProviderId provider) {
        return reservation.refusal() == null
                && reservation.dispatch().target().provider().equals(provider);
    }

    /** Decided again from the beginning, under the configuration in force. */
    Reroute reroute(Reservation outdated) {
        Dispatch dispatch = outdated.dispatch();
        return new Reroute(dispatch.id(), clock.instant(), dispatch.prompt());
    }

    /** The end of what no worker is there for. */
    Burial bury(Reservation reservation) {
        Dispatch dispatch = reservation.dispatch();
        boolean refused = reservation.refusal() != null;
        FailureKind kind = refused ? reservation.refusal() : FailureKind.INTERNAL;
        String message = refused
                ? reservation.message()
                : "no lane " + reservation.lane() + ", or no worker for provider "
                        + dispatch.target().provider();
        Instant now = clock.instant();
        List<AttemptSummary> attempts = dispatch.prompt().attempts();
        BigDecimal cost = AttemptCosts.sum(attempts, BigDecimal.ZERO);
        metrics.refused(kind);
        return new Burial(
                dispatch.request().replyPartition(),
                deadLetters
                        .refusal(
                                dispatch.request(),
                                kind,
                                message,
                                dispatch.route(),
                                reservation.retryAfterMillis(),
                                attempts,
                                cost,
                                now)
                        .limited(dispatch.rateLimits()),
                deadLetters.refused(
                        dispatch.request(), kind, Names.RESERVE_BUDGET, message, dispatch.route(), attempts, now));
    }
}
