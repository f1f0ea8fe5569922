package io.promptyard.router.budget;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.budget.Hold.Part;
import io.promptyard.router.budget.Hold.State;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
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

    /** Of a limit, whose minute is of no interest when it is over: there is one for each key and minute. */
    private static final Duration MEMORY_OF_MINUTES = Duration.ofMinutes(1);

    private final Book<Account> accounts;
    private final Book<Hold> holds;

    /** When to look at a hold, at the latest; made by the first sweep. An hour's holds are too many to look at each time. */
    private @Nullable NavigableMap<Long, List<String>> due;

    Ledger(Book<Account> accounts, Book<Hold> holds) {
        this.accounts = accounts;
        this.holds = holds;
    }

    /** Null when it was never asked for, or so long ago that it is forgotten. */
    @Nullable
    Hold find(HoldKey key) {
        return holds.get(key.text());
    }

    /**
     * Reserves every charge, or none and says which stood in the way: of several one that never passes, else that whose
     * window ends last. Requests are spent at once.
     */
    Optional<Charge> reserve(HoldKey key, List<Charge> charges, Instant expiresAt, Instant now) {
        Optional<Charge> inTheWay = obstacle(charges, now);
        if (inTheWay.isPresent()) {
            return inTheWay;
        }
        List<Part> parts = new ArrayList<>();
        for (Charge charge : charges) {
            BigDecimal amount = Objects.requireNonNull(charge.amount());
            Part part = new Part(charge.claim().account(), charge.claim().unit(), amount);
            Account account = account(charge.claim(), now);
            accounts.put(
                    part.account(),
                    part.settles()
                            ? account.plus(amount, BigDecimal.ZERO, 0, now)
                            : account.plus(BigDecimal.ZERO, amount, 0, now));
            parts.add(part);
        }
        boolean open = parts.stream().anyMatch(Part::settles);
        Instant until = open ? expiresAt : expiresAt.plus(MEMORY);
        put(key.text(), new Hold(open ? State.OPEN : State.SETTLED, parts, until.toEpochMilli()));
        return Optional.empty();
    }

    private Optional<Charge> obstacle(List<Charge> charges, Instant now) {
        Charge last = null;
        for (Charge charge : charges) {
            BigDecimal amount = charge.amount();
            if (isLonger(charge, last)
                    && (amount == null || !account(charge.claim(), now).affords(amount))) {
                last = charge;
            }
        }
        return Optional.ofNullable(last);
    }

    private static boolean isLonger(Charge charge, @Nullable Charge other) {
        if (other == null || charge.passes() != other.passes()) {
            return other == null || other.passes();
        }
        return charge.claim().end().isAfter(other.claim().end());
    }

    /** What is left in the claim's window. */
    BigDecimal left(Claim claim, Instant now) {
        return account(claim, now).left();
    }

    /** What is spent and reserved in the claim's window. */
    BigDecimal used(Claim claim, Instant now) {
        Account account = account(claim, now);
        return account.spent().add(account.reserved());
    }

    /** What an account holds is never forgotten while anything could still change it. */
    private Account account(Claim claim, Instant now) {
        Account known = accounts.get(claim.account());
        return known == null ? Account.of(claim, now) : known.limitedTo(claim.limit());
    }

    /** Notes that it waits for a new window, or was refused: asked again, the answer is known. */
    void note(HoldKey key, State state, Instant now) {
        Instant until = now.plus(state == State.QUEUED ? Duration.ofDays(366) : MEMORY);
        put(key.text(), new Hold(state, List.of(), until.toEpochMilli()));
    }

    /** Asked for again, it is as if it never was. Only for what holds nothing. */
    void forget(HoldKey key) {
        holds.remove(key.text());
    }

    private void put(String key, Hold hold) {
        holds.put(key, hold);
        if (hold.state() != State.QUEUED) { // it becomes another before long
            lookAt(key, hold);
        }
    }

    private void lookAt(String key, Hold hold) {
        if (due != null) {
            due.computeIfAbsent(hold.until(), ignored -> new ArrayList<>(1)).add(key);
        }
    }

    /** Charges what the call came to, or all that was reserved where that is not known. Told twice, it does so once. */
    void settle(HoldKey key, Used used, Instant now) {
        settle(key, used, 0, now);
    }

    /** @param unknown calls whose cost is not known, and which are in what it came to with the most that they can have cost */
    void settle(HoldKey key, Used used, long unknown, Instant now) {
        Hold hold = holds.get(key.text());
        if (hold == null) {
            return;
        }
        switch (hold.state()) {
            case OPEN -> {
                each(hold, (account, part) -> {
                    BigDecimal known = used.of(part.unit());
                    BigDecimal charge = known == null ? part.amount() : known;
                    return account.plus(part.amount().negate(), charge, known == null ? 1 : unknown, now);
                });
                end(key, hold, State.SETTLED, now);
            }
            case EXPIRED -> {
                each(hold, (account, part) -> {
                    BigDecimal known = used.of(part.unit());
                    return known == null
                            ? account
                            : account.plus(BigDecimal.ZERO, known.subtract(part.amount()), unknown - 1, now);
                });
                end(key, hold, State.SETTLED, now);
            }
            case QUEUED, SETTLED, REFUSED -> {}
        }
    }

    private void end(HoldKey key, Hold hold, State state, Instant now) {
        holds.put(key.text(), hold.ended(state, now.plus(MEMORY).toEpochMilli()));
    }

    private void each(Hold hold, BiFunction<Account, Part, Account> change) {
        for (Part part : hold.parts()) {
            Account account = part.settles() ? accounts.get(part.account()) : null;
            if (account != null) {
                accounts.put(part.account(), change.apply(account, part));
            }
        }
    }

    /** Ends reservations that nobody settled, and forgets what can change no more. */
    void sweep(Instant now) {
        if (due == null) {
            due = new TreeMap<>();
            holds.forEach(this::lookAt);
        }
        NavigableMap<Long, List<String>> over = due.headMap(now.toEpochMilli(), true);
        List<String> keys = over.values().stream().flatMap(List::stream).toList();
        over.clear();
        keys.forEach(key -> look(key, now));
        accounts.forEach((key, account) -> {
            boolean money = account.unit() == BudgetUnit.USD;
            long old = now.minus(money ? MEMORY.multipliedBy(2) : MEMORY_OF_MINUTES)
                    .toEpochMilli();
            if (account.end() < old
                    && account.updatedAt() < old
                    && account.reserved().signum() == 0) {
                accounts.remove(key);
            }
        });
    }

    private void look(String key, Instant now) {
        Hold hold = holds.get(key);
        if (hold == null) {
            return;
        }
        if (hold.until() > now.toEpochMilli()) {
            lookAt(key, hold);
        } else if (hold.state() == State.OPEN) {
            each(hold, (account, part) -> account.plus(part.amount().negate(), part.amount(), 1, now));
            put(key, hold.become(State.EXPIRED, now.plus(MEMORY).toEpochMilli()));
        } else {
            holds.remove(key);
        }
    }
}
