package io.promptyard.router.budget;

import io.promptyard.router.budget.Hold.State;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reserves before a call and settles after it. What is spent and what is reserved of an account never exceed its limit
 * together, as long as no call costs more than was reserved for it; a limit that is lowered holds for what is asked
 * afterwards. Each reservation ends once: settled, or charged in full when nobody told how its call ended. Time is a
 * parameter, notes are in the books: the same calls make the same books. One writer at a time.
 */
final class Ledger {
    /** Longer than anything is read again after a crash. */
    static final Duration MEMORY = Duration.ofHours(1);

    private final Book<Account> accounts;
    private final Book<Hold> holds;

    Ledger(Book<Account> accounts, Book<Hold> holds) {
        this.accounts = accounts;
        this.holds = holds;
    }

    /** Null when it was never asked for, or so long ago that it is forgotten. */
    @Nullable
    Hold find(String id, int attempt) {
        return holds.get(key(id, attempt));
    }

    /**
     * Reserves {@code amount} on every claim, or on none and says which stood in the way: of several that whose window
     * ends last.
     */
    Optional<Claim> reserve(
            String id, int attempt, List<Claim> claims, BigDecimal amount, Instant expiresAt, Instant now) {
        Optional<Claim> inTheWay = obstacle(claims, amount, now);
        if (inTheWay.isPresent()) {
            return inTheWay;
        }
        for (Claim claim : claims) {
            Account account = account(claim, now);
            accounts.put(account.key(), account.plus(amount, BigDecimal.ZERO, 0, now));
        }
        holds.put(
                key(id, attempt),
                new Hold(State.OPEN, amount, claims.stream().map(Claim::account).toList(), expiresAt.toEpochMilli()));
        return Optional.empty();
    }

    private Optional<Claim> obstacle(List<Claim> claims, BigDecimal amount, Instant now) {
        Claim last = null;
        for (Claim claim : claims) {
            boolean later = last == null || claim.end().isAfter(last.end());
            if (later && !account(claim, now).affords(amount)) {
                last = claim;
            }
        }
        return Optional.ofNullable(last);
    }

    /** What an account holds is never forgotten while anything could still change it. */
    private Account account(Claim claim, Instant now) {
        Account known = accounts.get(claim.account());
        return known == null ? Account.of(claim, now) : known.limitedTo(claim.limit());
    }

    /** Notes that it waits for a new window, or was refused: asked again, the answer is known. */
    void note(String id, int attempt, State state, Instant now) {
        Instant until = now.plus(state == State.QUEUED ? Duration.ofDays(366) : MEMORY);
        holds.put(key(id, attempt), new Hold(state, BigDecimal.ZERO, List.of(), until.toEpochMilli()));
    }

    /** Charges what the call cost, or all that was reserved where that is not known. Told twice, it does so once. */
    void settle(String id, int attempt, @Nullable BigDecimal cost, Instant now) {
        Hold hold = holds.get(key(id, attempt));
        if (hold == null) {
            return;
        }
        switch (hold.state()) {
            case OPEN -> {
                BigDecimal charge = cost == null ? hold.amount() : cost;
                each(hold, account -> account.plus(hold.amount().negate(), charge, cost == null ? 1 : 0, now));
                end(id, attempt, hold, State.SETTLED, now);
            }
            case EXPIRED -> {
                if (cost != null) {
                    each(hold, account -> account.plus(BigDecimal.ZERO, cost.subtract(hold.amount()), -1, now));
                }
                end(id, attempt, hold, State.SETTLED, now);
            }
            case QUEUED, SETTLED, REFUSED -> {}
        }
    }

    private void end(String id, int attempt, Hold hold, State state, Instant now) {
        holds.put(key(id, attempt), hold.become(state, now.plus(MEMORY).toEpochMilli()));
    }

    private void each(Hold hold, UnaryOperator<Account> change) {
        for (String key : hold.accounts()) {
            Account account = accounts.get(key);
            if (account != null) {
                accounts.put(key, change.apply(account));
            }
        }
    }

    /** Ends reservations that nobody settled, and forgets what can change no more. */
    void sweep(Instant now) {
        long at = now.toEpochMilli();
        holds.forEach((key, hold) -> {
            if (hold.until() > at) {
                return;
            }
            if (hold.state() == State.OPEN) {
                each(hold, account -> account.plus(hold.amount().negate(), hold.amount(), 1, now));
                holds.put(key, hold.become(State.EXPIRED, now.plus(MEMORY).toEpochMilli()));
            } else {
                holds.remove(key);
            }
        });
        long old = now.minus(MEMORY.multipliedBy(2)).toEpochMilli();
        accounts.forEach((key, account) -> {
            if (account.end() < old
                    && account.updatedAt() < old
                    && account.reserved().signum() == 0) {
                accounts.remove(key);
            }
        });
    }

    private static String key(String id, int attempt) {
        return id + "/" + attempt;
    }
}
