package io.promptyard.router.own;

import io.promptyard.model.Allowance;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The allowances of one purpose, budget and target. Asks for the next one before the last is used up, so that a call waits for nobody: where there is
 * none yet, there is no money. A call is only ever begun from what was granted before. Thread-safe.
 */
final class Wallet implements Purse {
    /** Well within what the keeper of budgets gives it. */
    static final Duration IN_USE = Duration.ofSeconds(50);
    /** The keeper is slow, or away: what it says later is taken all the same. */
    static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    /** Limits may be raised meanwhile. */
    static final Duration LONGEST_REFUSAL = Duration.ofSeconds(10);

    private static final Duration SHORTEST_REFUSAL = Duration.ofSeconds(1);
    private static final List<BigDecimal> CALLS = List.of(BigDecimal.valueOf(8), BigDecimal.TWO, BigDecimal.ONE);
    private static final BigDecimal FEW = BigDecimal.valueOf(4);
    private static final int MOST_UNANSWERED = 16;

    private final Purpose purpose;
    private final String budget;
    private final Target target;
    private final Consumer<Allowance> said;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final List<Lease> leases = new ArrayList<>();
    private final Map<String, Allowance> asked = new LinkedHashMap<>();
    private @Nullable Instant askedAt;
    private @Nullable Refusal refused;
    private boolean closed;

    /** There was not as much as {@code bound}; of less nothing was said. */
    private record Refusal(BigDecimal bound, Instant until) {
        boolean holds(BigDecimal wanted, Instant now) {
            return now.isBefore(until) && wanted.compareTo(bound) >= 0;
        }
    }

    Wallet(
            Purpose purpose,
            String budget,
            Target target,
            Consumer<Allowance> said,
            InstantSource clock,
            Supplier<String> ids) {
        this.purpose = purpose;
        this.budget = budget;
        this.target = target;
        this.said = said;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public synchronized Optional<Ticket> take(@Nullable BigDecimal bound) {
        if (bound == null || closed) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        BigDecimal left = BigDecimal.ZERO;
        Lease from = null;
        for (Lease each : leases) {
            if (!each.isOver(now)) {
                left = left.add(each.left());
                from = from == null && each.left().compareTo(bound) >= 0 ? each : from;
            }
        }
        if (from == null || left.compareTo(bound.multiply(FEW)) < 0) {
            ask(bound, now);
        }
        if (from == null) {
            return Optional.empty();
        }
        Lease lease = from;
        lease.open(bound);
        return Optional.of(cost -> paid(lease, bound, cost));
    }

    private void ask(BigDecimal bound, Instant now) {
        boolean waits = askedAt != null && now.isBefore(askedAt.plus(ASK_AGAIN));
        if (waits || refused != null && refused.holds(bound, now)) {
            return;
        }
        if (asked.size() >= MOST_UNANSWERED) {
            asked.remove(asked.keySet().iterator().next()); // should it be granted after all, it runs out by itself
        }
        List<BigDecimal> wanted = CALLS.stream().map(bound::multiply).distinct().toList();
        Allowance allowance = Allowance.asked(ids.get(), now, purpose, budget, target, wanted);
        asked.put(allowance.id(), allowance);
        askedAt = now;
        said.accept(allowance);
    }

    private synchronized void paid(Lease lease, BigDecimal bound, @Nullable BigDecimal cost) {
        if (!closed) { // else it is charged with its bound already
            lease.close(bound, cost);
        }
    }

    /** What the keeper says, also of what others asked. */
    synchronized void heard(Allowance answer) {
        Allowance ask = answer.state() == Allowance.State.GRANTED || answer.state() == Allowance.State.REFUSED
                ? asked.remove(answer.id())
                : null;
        if (ask == null) {
            return;
        }
        Instant now = clock.instant();
        askedAt = null;
        BigDecimal sum = answer.usd();
        if (sum == null) {
            refused = new Refusal(ask.wantedUsd().getLast(), now.plus(pause(answer.retryAfterMillis())));
            return;
        }
        Lease lease = new Lease(ask.id(), sum, ask.at().plus(IN_USE));
        if (closed) {
            end(lease, now);
        } else {
            leases.add(lease);
        }
    }

    private static Duration pause(@Nullable Long retryAfterMillis) {
        if (retryAfterMillis == null || retryAfterMillis > LONGEST_REFUSAL.toMillis()) {
            return LONGEST_REFUSAL;
        }
        Duration told = Duration.ofMillis(retryAfterMillis);
        return told.compareTo(SHORTEST_REFUSAL) < 0 ? SHORTEST_REFUSAL : told;
    }

    /** Gives back what is left of those that are over and have no call open. */
    synchronized void tick() {
        Instant now = clock.instant();
        Iterator<Lease> all = leases.iterator();
        while (all.hasNext()) {
            Lease each = all.next();
            if (each.isOver(now) && !each.hasOpenCalls()) {
                all.remove();
                end(each, now);
            }
        }
    }

    /** No call is begun any more; those that are open count with the most that they can cost. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            leases.forEach(each -> end(each, clock.instant()));
            leases.clear();
        }
    }

    private void end(Lease lease, Instant now) {
        Allowance ended = new Allowance(
                lease.id(),
                now,
                Allowance.State.ENDED,
                purpose,
                budget,
                target,
                List.of(),
                lease.total(),
                lease.unknownCosts(),
                null);
        said.accept(ended);
    }
}
