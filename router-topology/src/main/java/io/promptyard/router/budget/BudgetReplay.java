package io.promptyard.router.budget;

import io.promptyard.model.BudgetUse;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Reservation;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.SpendOption;
import io.promptyard.model.Target;
import io.promptyard.router.budget.Hold.State;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.Budgets;
import io.promptyard.router.policy.Budgets.Claim;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Budgets and limits per minute of a configuration, asked in event time by the desk that a running system asks, with the
 * costs that the configuration's choices come to. As long as all choices that a window pays for are the recorded ones, it starts
 * at each request from what that request's record says was used: what other lanes, fallbacks and the time before had spent is in it. From
 * the first choice that differs on, the window counts by itself.
 *
 * <p>Memory grows with the windows that are open and the calls that are under way at once, not with requests. Requests are to come in
 * the order of their times. Not thread-safe.
 */
public final class BudgetReplay {
    private static final Duration TIDY = Duration.ofMinutes(1);

    private final Budgets budgets;
    private final MemoryBook<Account> accounts = new MemoryBook<>(never -> false);
    // Nobody asks twice here, and nobody falls back: what is over need not be kept.
    private final MemoryBook<Hold> holds =
            new MemoryBook<>(hold -> hold.state() == State.SETTLED || hold.state() == State.REFUSED);
    private final Desk desk;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private final Set<String> parted = new HashSet<>();
    private long number;
    private int waiting;
    private Instant tidied = Instant.MIN;
    private Instant latest = Instant.MIN;

    /** When a call ends, what it cost in USD and how many tokens it took; null when not known. */
    public record Ending(
            Instant at,
            @Nullable BigDecimal costUsd,
            @Nullable Long tokens) {}

    private record Event(Instant at, long number, Runnable run) {}

    /**
     * A request.
     *
     * @param was the decision in the log
     * @param endings how a call of the target that is granted ends
     * @param judged hears what budgets make of it, at once or when its window has come
     */
    private record Request(
            Reservation reservation,
            RoutingDecision was,
            Function<Target, Ending> endings,
            Consumer<RoutingDecision> judged) {}

    public BudgetReplay(RouterConfig config) {
        budgets = new Budgets(config.ceilings());
        desk = new Desk(
                () -> budgets, new Ledger(accounts, holds), config.retries().requestTimeout());
    }

    /** Whether budgets, or limits, made another decision of it than the policy's: refused it, or sent it to a cheaper target. */
    public static boolean haveChanged(RoutingDecision decision) {
        return decision.candidates().stream()
                .anyMatch(each -> each.reason().equals(Amended.OVER_BUDGET)
                        || each.reason().equals(Amended.OVER_LIMIT));
    }

    /** Asks for a choice that budgets have a say in. */
    public void ask(
            Routed routed, RoutingDecision was, Function<Target, Ending> endings, Consumer<RoutingDecision> judged) {
        Instant at = was.budgetsAskedAt() == null ? was.at() : was.budgetsAskedAt();
        advance(at);
        Request request = new Request(
                new Reservation(routed.dispatch(), routed.record(), routed.options(), ""), was, endings, judged);
        start(request, latest);
        answer(request, false, latest);
    }

    /** Hears that budgets had, or have, no say in this one. */
    public void passed(RoutingDecision was) {
        was.budgets().forEach(use -> parted.add(use.account()));
    }

    /** What has ended, or begun, by then. */
    public void advance(Instant now) {
        while (!events.isEmpty() && !events.peek().at().isAfter(now)) {
            Event event = events.remove();
            latest = event.at().isAfter(latest) ? event.at() : latest;
            event.run().run();
        }
        latest = now.isAfter(latest) ? now : latest;
        if (tidied.isBefore(latest.minus(TIDY))) {
            tidied = latest;
            tidy(latest.minus(Ledger.MEMORY).toEpochMilli());
        }
    }

    /** Lets everybody go who still waits. */
    public void finish() {
        while (!events.isEmpty()) {
            advance(events.peek().at());
        }
    }

    private void tidy(long old) {
        accounts.forEach((key, account) -> {
            if (account.end() < old && account.reserved().signum() == 0) {
                accounts.remove(key);
                parted.remove(key);
            }
        });
    }

    /** Sets accounts to what the record says of them, where nothing has gone another way yet. */
    private void start(Request request, Instant now) {
        if (request.was().budgets().isEmpty()) {
            return;
        }
        Map<String, Claim> claims = new HashMap<>();
        for (SpendOption option : request.reservation().options()) {
            budgets.claims(request.reservation().dispatch(), option.target(), now)
                    .forEach(claim -> claims.put(claim.account(), claim));
        }
        for (BudgetUse use : request.was().budgets()) {
            Claim claim = claims.get(use.account());
            if (claim != null && !parted.contains(use.account())) {
                Account known =
                        Objects.requireNonNullElseGet(accounts.get(use.account()), () -> Account.of(claim, now));
                BigDecimal missing = use.used().subtract(known.spent()).subtract(known.reserved());
                accounts.put(use.account(), known.plus(BigDecimal.ZERO, missing, 0, now));
            }
        }
    }

    private void answer(Request request, boolean again, Instant now) {
        // Whose window has come was answered on the way to this time.
        Desk.Answer answer = again ? desk.askAgain(request.reservation(), now) : desk.ask(request.reservation(), now);
        if (answer instanceof Desk.Answer.Wait wait && waiting >= BudgetProcessors.MOST_WAITING) {
            answer = desk.refuseWaiting(request.reservation(), wait, now);
        }
        switch (answer) {
            case Desk.Answer.Judged judged -> judged(request, judged.reservation());
            case Desk.Answer.Wait wait -> {
                waiting++;
                at(wait.at(), () -> {
                    waiting--;
                    answer(request, true, latest);
                });
            }
            case Desk.Answer.Known known ->
                request.judged().accept(request.reservation().decision());
        }
    }

    private void judged(Request request, Reservation answer) {
        Dispatch dispatch = answer.dispatch();
        Target granted = answer.decision().target();
        if (!Objects.equals(granted, request.was().target())) {
            passed(request.was());
            answer.decision().budgets().forEach(use -> parted.add(use.account()));
        }
        if (granted != null) {
            Ending ending = request.endings().apply(granted);
            Settled settled = new Settled(dispatch.attempt(), ending.costUsd(), ending.tokens(), "");
            String id = dispatch.id().value();
            at(ending.at(), () -> desk.settle(id, settled, latest));
        }
        request.judged().accept(answer.decision());
    }

    private void at(Instant at, Runnable run) {
        events.add(new Event(at.isAfter(latest) ? at : latest, number++, run));
    }

    /** Open windows, calls and requests that wait: all that is kept. */
    int kept() {
        return accounts.size() + holds.size() + events.size();
    }
}
