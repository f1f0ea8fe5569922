package io.promptyard.router.budget;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Reservation;
import io.promptyard.model.SpendOption;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.budget.Hold.State;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.policy.Budgets;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says to a prompt whether budgets let it go, and to which of its options. Knows no Kafka; what it answers follows from
 * the ledger, the request and the time. One writer at a time.
 */
final class Desk {
    private final Supplier<Budgets> budgets;
    private final Ledger ledger;
    private final Duration longestCall;

    /** @param longestCall how long after its deadline a prompt's last call may still be under way, and be told of */
    Desk(Supplier<Budgets> budgets, Ledger ledger, Duration longestCall) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.longestCall = longestCall;
    }

    /** The answer to a request. */
    sealed interface Answer {
        /** Goes on, to its target or to its end. */
        record Judged(Reservation reservation) implements Answer {}

        /** Is to be asked for again at {@code at}. */
        record Wait(Instant at) implements Answer {}

        /** Was answered before. */
        record Known() implements Answer {}
    }

    /** What stood in the way of the option that came nearest, and how much it would have needed. */
    private record Obstacle(Claim claim, @Nullable BigDecimal bound) {
        /** Whether a new window would help. */
        boolean passes() {
            return bound != null && bound.compareTo(claim.limit()) <= 0;
        }
    }

    /** @param again whether it waited, and is the same request as before */
    Answer ask(Reservation request, boolean again, Instant now) {
        Dispatch dispatch = request.dispatch();
        String id = dispatch.id().value();
        Hold known = ledger.find(id, dispatch.attempt());
        if (known != null && !(again && known.state() == State.QUEUED)) {
            return new Answer.Known();
        }
        settleBefore(dispatch, now);
        Obstacle obstacle = null;
        Budgets held = budgets.get();
        for (SpendOption option : request.options()) {
            List<Claim> claims = held.claims(dispatch, option.target(), now);
            Optional<Claim> inTheWay = reserve(dispatch, option, claims, now);
            if (inTheWay.isEmpty()) {
                return new Answer.Judged(request.granted(
                        claims.isEmpty() ? unreserved(dispatch, option) : dispatch.reserved(option),
                        Amended.to(request, option.target())));
            }
            obstacle = new Obstacle(inTheWay.get(), option.boundUsd());
            if (obstacle.claim().over() != Over.DOWNGRADE) {
                break;
            }
        }
        return over(request, obstacle, now);
    }

    /** The last attempt's end may not have been told yet: what is known of it came with the prompt. */
    private void settleBefore(Dispatch dispatch, Instant now) {
        String id = dispatch.id().value();
        BigDecimal sum = BigDecimal.ZERO;
        for (AttemptSummary attempt : dispatch.prompt().attempts().reversed()) {
            BigDecimal cost = attempt.costUsd();
            sum = sum == null || cost == null ? null : sum.add(cost);
            // A reservation bears the number of the first attempt of its dispatch: all up to the next are its own.
            if (ledger.find(id, attempt.attempt()) != null) {
                ledger.settle(id, attempt.attempt(), sum, now);
                sum = BigDecimal.ZERO;
            }
        }
    }

    private Optional<Claim> reserve(Dispatch dispatch, SpendOption option, List<Claim> claims, Instant now) {
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal bound = option.boundUsd();
        if (bound == null) {
            return Optional.of(claims.getFirst()); // what nobody can bound fits into no budget
        }
        Instant last = dispatch.deadline().isAfter(now) ? dispatch.deadline() : now;
        return ledger.reserve(dispatch.id().value(), dispatch.attempt(), claims, bound, last.plus(longestCall), now);
    }

    private static Dispatch unreserved(Dispatch dispatch, SpendOption option) {
        Dispatch reserved = dispatch.reserved(option);
        return new Dispatch(
                reserved.id(),
                reserved.at(),
                reserved.prompt(),
                reserved.target(),
                reserved.attempt(),
                reserved.alternatives(),
                reserved.configVersion(),
                reserved.expectedCostUsd());
    }

    private Answer over(Reservation request, @Nullable Obstacle obstacle, Instant now) {
        Dispatch dispatch = request.dispatch();
        String id = dispatch.id().value();
        if (obstacle == null) {
            throw new IllegalStateException("a request without options");
        }
        Claim claim = obstacle.claim();
        if (claim.over() == Over.QUEUE && obstacle.passes() && claim.end().isBefore(dispatch.deadline())) {
            ledger.note(id, dispatch.attempt(), State.QUEUED, now);
            return new Answer.Wait(claim.end());
        }
        return refuse(request, obstacle, now);
    }

    private Answer refuse(Reservation request, Obstacle obstacle, Instant now) {
        Claim claim = obstacle.claim();
        ledger.note(request.dispatch().id().value(), request.dispatch().attempt(), State.REFUSED, now);
        String words = "budget " + claim.budget() + " has not enough left: at most "
                + (obstacle.bound() == null
                        ? "an unknown sum"
                        : obstacle.bound().toPlainString() + " USD")
                + " for the call, " + claim.limit().toPlainString() + " USD per " + claim.window()
                + ", which ends at " + claim.end();
        Long retryAfter = obstacle.passes() ? Duration.between(now, claim.end()).toMillis() : null;
        return new Answer.Judged(request.refused(
                FailureKind.OVER_BUDGET, words, retryAfter, Amended.refused(request, FailureKind.OVER_BUDGET)));
    }

    /** Refuses what would wait but cannot be kept. */
    Answer refuseWaiting(Reservation request, Instant until, Instant now) {
        ledger.note(request.dispatch().id().value(), request.dispatch().attempt(), State.REFUSED, now);
        return new Answer.Judged(request.refused(
                FailureKind.OVER_BUDGET,
                "too many prompts wait for a budget's next window already, which begins at " + until,
                Duration.between(now, until).toMillis(),
                Amended.refused(request, FailureKind.OVER_BUDGET)));
    }

    void settle(String id, Settled settled, Instant now) {
        ledger.settle(id, settled.attempt(), settled.cost(), now);
    }

    void sweep(Instant now) {
        ledger.sweep(now);
    }
}
