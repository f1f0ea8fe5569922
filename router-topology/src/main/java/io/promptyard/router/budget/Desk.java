package io.promptyard.router.budget;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.BudgetUnit;
import io.promptyard.model.BudgetUse;
import io.promptyard.model.Dispatch;
import io.promptyard.model.RateLimits;
import io.promptyard.model.RateLimits.Limit;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says to a prompt whether budgets let it go, and to which of its options. Knows no Kafka; what it answers follows from
 * the ledger, the request and the time. One writer at a time.
 */
final class Desk {
    private static final int FIRST_ERROR_STATUS = 400;

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
        /** Goes on, to its target or to its end; {@code inTheWay} is what did not have enough for the choice, if any. */
        record Judged(Reservation reservation, @Nullable Claim inTheWay) implements Answer {}

        /** Is to be asked for again then: when the window ends that is in the way, or after those who wait for it. */
        record Wait(Claim inTheWay, Instant at, List<BudgetUse> used) implements Answer {}

        /** Was answered before. */
        record Known() implements Answer {}
    }

    /** A new request. */
    Answer ask(Reservation request, Instant now) {
        return ledger.find(key(request)) == null ? judge(request, now) : new Answer.Known();
    }

    /**
     * A new request, while others' turn has come.
     *
     * @param before whether one of them waits for any of these series of accounts; then it waits behind them
     */
    Answer askBehind(Reservation request, Instant now, Predicate<Set<String>> before) {
        Map<String, Claim> queues = queueing(request, now);
        if (ledger.find(key(request)) != null || !before.test(queues.keySet())) {
            return ask(request, now);
        }
        ledger.note(key(request), State.QUEUED, now);
        return new Answer.Wait(queues.values().iterator().next(), now, List.of());
    }

    /** One that has waited. */
    Answer askAgain(Reservation request, Instant now) {
        Hold known = ledger.find(key(request));
        return known != null && known.state() != State.QUEUED ? new Answer.Known() : judge(request, now);
    }

    /** One that has waited leaves without an answer: it is decided again, and may come back. */
    void leaves(Reservation request) {
        ledger.forget(key(request));
    }

    /** The series of accounts that it may have to wait for. */
    Set<String> queues(Reservation request, Instant now) {
        return queueing(request, now).keySet();
    }

    private Map<String, Claim> queueing(Reservation request, Instant now) {
        Map<String, Claim> queues = new LinkedHashMap<>();
        Budgets held = budgets.get();
        for (SpendOption option : request.options()) {
            held.claims(request.dispatch(), option.target(), now).stream()
                    .filter(claim -> claim.over() == Over.QUEUE)
                    .forEach(claim -> queues.put(claim.series(), claim));
        }
        return queues;
    }

    private Answer judge(Reservation request, Instant now) {
        Dispatch dispatch = request.dispatch();
        settleBefore(request, now);
        List<Charge> obstacles = new ArrayList<>();
        Budgets held = budgets.get();
        Map<String, BudgetUse> used = new LinkedHashMap<>();
        for (SpendOption option : request.options()) {
            List<Claim> claims = held.claims(dispatch, option.target(), now);
            claims.forEach(claim ->
                    used.computeIfAbsent(claim.account(), account -> new BudgetUse(account, ledger.used(claim, now))));
            Optional<Charge> inTheWay = reserve(request, option, claims, now);
            if (inTheWay.isEmpty()) {
                return new Answer.Judged(
                        request.granted(
                                granted(dispatch, option, claims, now),
                                Amended.to(
                                        request,
                                        option.target(),
                                        reason(first(obstacles)),
                                        now,
                                        List.copyOf(used.values()))),
                        obstacles.isEmpty() ? null : obstacles.getFirst().claim());
            }
            obstacles.add(inTheWay.get());
            if (inTheWay.get().claim().over() != Over.DOWNGRADE) {
                break;
            }
        }
        if (obstacles.isEmpty()) {
            throw new IllegalStateException("a request without options");
        }
        return over(request, obstacles, List.copyOf(used.values()), now);
    }

    private Dispatch granted(Dispatch dispatch, SpendOption option, List<Claim> claims, Instant now) {
        return dispatch.reserved(
                option,
                claims.stream().anyMatch(claim -> claim.unit() == BudgetUnit.USD),
                claims.stream().anyMatch(claim -> claim.unit() == BudgetUnit.TOKENS),
                limits(claims, now));
    }

    /** As they stand now; of several of a kind the one with the least left. */
    private @Nullable RateLimits limits(List<Claim> claims, Instant now) {
        Limit requests = tightest(claims, BudgetUnit.REQUESTS, now);
        Limit tokens = tightest(claims, BudgetUnit.TOKENS, now);
        return requests == null && tokens == null ? null : new RateLimits(requests, tokens);
    }

    private @Nullable Limit tightest(List<Claim> claims, BudgetUnit unit, Instant now) {
        return claims.stream()
                .filter(claim -> claim.unit() == unit)
                .map(claim -> new Limit(
                        claim.limit().longValue(), ledger.left(claim, now).longValue(), claim.end()))
                .min(Comparator.comparingLong(Limit::remaining))
                .orElse(null);
    }

    /** The last attempt's end may not have been told yet: what is known of it came with the prompt. */
    private void settleBefore(Reservation request, Instant now) {
        BigDecimal sum = BigDecimal.ZERO;
        for (AttemptSummary attempt : request.dispatch().prompt().attempts().reversed()) {
            BigDecimal cost = attempt.costUsd();
            sum = sum == null || cost == null ? null : sum.add(cost);
            // A reservation bears the number of the first attempt of its dispatch: all up to the next are its own.
            HoldKey key = key(request, attempt.attempt());
            if (ledger.find(key) != null) {
                boolean refused = sum != null && sum.signum() == 0 && isError(attempt.httpStatus());
                ledger.settle(key, new Used(sum, refused ? 0L : null), now);
                sum = BigDecimal.ZERO;
            }
        }
    }

    private static HoldKey key(Reservation request) {
        return key(request, request.dispatch().attempt());
    }

    private static HoldKey key(Reservation request, int attempt) {
        return new HoldKey(request.lane(), request.dispatch().id().value(), attempt);
    }

    private static boolean isError(@Nullable Integer httpStatus) {
        return httpStatus != null && httpStatus >= FIRST_ERROR_STATUS;
    }

    private Optional<Charge> reserve(Reservation request, SpendOption option, List<Claim> claims, Instant now) {
        List<Charge> charges = new ArrayList<>();
        for (Claim claim : claims) {
            switch (claim.unit()) {
                case USD, UNKNOWN -> charges.add(new Charge(claim, option.boundUsd()));
                case TOKENS ->
                    charges.add(new Charge(
                            claim, option.boundTokens() == null ? null : BigDecimal.valueOf(option.boundTokens())));
                case REQUESTS -> {
                    if (!counted(request, claim)) {
                        charges.add(new Charge(claim, BigDecimal.ONE));
                    }
                }
            }
        }
        if (charges.isEmpty()) {
            return Optional.empty();
        }
        Dispatch dispatch = request.dispatch();
        Instant last = dispatch.deadline().isAfter(now) ? dispatch.deadline() : now;
        return ledger.reserve(key(request), charges, last.plus(longestCall), now);
    }

    /** A prompt that falls back is the same request still. */
    private boolean counted(Reservation request, Claim claim) {
        for (AttemptSummary attempt : request.dispatch().prompt().attempts()) {
            Hold earlier = ledger.find(key(request, attempt.attempt()));
            if (earlier != null && earlier.counted(claim.series())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Charge first(List<Charge> obstacles) {
        return obstacles.isEmpty() ? null : obstacles.getFirst();
    }

    /**
     * One option is enough, so what stands in the way of the request is what passes soonest, or the choice's where none ever does. The last option
     * that was tried says whether it may wait.
     */
    private Answer over(Reservation request, List<Charge> obstacles, List<BudgetUse> used, Instant now) {
        Dispatch dispatch = request.dispatch();
        Charge obstacle = obstacles.stream()
                .filter(Charge::passes)
                .min(Comparator.comparing(each -> each.claim().end()))
                .orElse(obstacles.getFirst());
        Claim claim = obstacle.claim();
        boolean queues = obstacles.getLast().claim().over() == Over.QUEUE;
        if (queues && obstacle.passes() && claim.end().isBefore(dispatch.deadline())) {
            ledger.note(key(request), State.QUEUED, now);
            return new Answer.Wait(claim, claim.end(), used);
        }
        Long retryAfter = obstacle.passes() ? Duration.between(now, claim.end()).toMillis() : null;
        return refused(request, claim, obstacle.words(), retryAfter, used, now);
    }

    /** The figures are those of the choice, whichever option stood in the way. */
    private Answer refused(
            Reservation request,
            Claim inTheWay,
            String words,
            @Nullable Long retryAfter,
            List<BudgetUse> used,
            Instant now) {
        Dispatch dispatch = request.dispatch();
        ledger.note(key(request), State.REFUSED, now);
        List<Claim> claims = budgets.get().claims(dispatch, dispatch.target(), now);
        FailureKind kind = inTheWay.isRate() ? FailureKind.RATE_LIMITED : FailureKind.OVER_BUDGET;
        return new Answer.Judged(
                request.refused(
                        dispatch.limited(limits(claims, now)),
                        kind,
                        words,
                        retryAfter,
                        Amended.refused(request, kind, reason(inTheWay), now, used)),
                inTheWay);
    }

    private static String reason(@Nullable Charge obstacle) {
        return obstacle == null ? Amended.OVER_BUDGET : reason(obstacle.claim());
    }

    private static String reason(Claim inTheWay) {
        return inTheWay.isRate() ? Amended.OVER_LIMIT : Amended.OVER_BUDGET;
    }

    /** Refuses what would wait but cannot be kept. */
    Answer refuseWaiting(Reservation request, Answer.Wait wait, Instant now) {
        return refused(
                request,
                wait.inTheWay(),
                "too many prompts wait for a budget's next window already, which begins at "
                        + wait.inTheWay().end(),
                Duration.between(now, wait.inTheWay().end()).toMillis(),
                wait.used(),
                now);
    }

    void settle(String id, Settled settled, Instant now) {
        ledger.settle(new HoldKey(settled.lane(), id, settled.attempt()), settled.used(), now);
    }

    void sweep(Instant now) {
        ledger.sweep(now);
    }
}
