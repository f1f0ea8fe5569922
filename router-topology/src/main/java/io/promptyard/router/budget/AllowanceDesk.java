package io.promptyard.router.budget;

import io.promptyard.model.Allowance;
import io.promptyard.router.policy.Budgets;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grants money for calls that the router makes for itself, on the same ledger as prompts' calls: it is held in reserve until the process says
 * what its calls came to, and charged in full where it never does. Knows no Kafka. One writer at a time.
 */
final class AllowanceDesk {
    /** How long calls are begun from an allowance, at most. */
    static final Duration IN_USE = Duration.ofMinutes(1);

    /** Until those who wait have been asked for. */
    static final Duration SOON = Duration.ofSeconds(1);

    /** There is one hold for an id. */
    private static final int ONLY = 0;

    private final Supplier<Budgets> budgets;
    private final Ledger ledger;
    private final Duration longestCall;

    /** @param longestCall see {@link Desk} */
    AllowanceDesk(Supplier<Budgets> budgets, Ledger ledger, Duration longestCall) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.longestCall = longestCall;
    }

    /**
     * What is to be said; empty where nothing is, as to what was said before.
     *
     * @param before whether a prompt whose turn has come waits for any of these series of accounts; then nothing of them is granted
     */
    Optional<Allowance> hear(Allowance said, Instant now, Predicate<Set<String>> before) {
        return switch (said.state()) {
            case ASKED ->
                ledger.find(HoldKey.of(said.id(), ONLY)) == null
                        ? Optional.of(answer(said, now, before))
                        : Optional.empty();
            case ENDED -> {
                // A sum holds what is not known by the most that it can be, so it is known.
                ledger.settle(HoldKey.of(said.id(), ONLY), new Used(said.usd(), null), said.unknownCosts(), now);
                yield Optional.empty();
            }
            case GRANTED, REFUSED, UNKNOWN -> Optional.empty();
        };
    }

    private Allowance answer(Allowance asked, Instant now, Predicate<Set<String>> before) {
        Budgets held = budgets.get();
        if (!asked.budget().isEmpty() && !held.isOwn(asked.budget())) {
            return asked.refused(null, now);
        }
        List<Claim> claims = held.claims(asked, now);
        if (before.test(claims.stream().map(Claim::series).collect(Collectors.toSet()))) {
            return asked.refused(SOON.toMillis(), now);
        }
        Charge inTheWay = null;
        for (BigDecimal sum : asked.wantedUsd()) {
            List<Charge> charges =
                    claims.stream().map(claim -> new Charge(claim, sum)).toList();
            Optional<Charge> obstacle = charges.isEmpty()
                    ? Optional.empty()
                    : ledger.reserve(
                            HoldKey.of(asked.id(), ONLY),
                            charges,
                            now.plus(IN_USE).plus(longestCall),
                            now);
            if (obstacle.isEmpty()) {
                return asked.granted(sum, now);
            }
            inTheWay = obstacle.get();
        }
        return asked.refused(retryAfter(inTheWay, now), now);
    }

    private static @Nullable Long retryAfter(@Nullable Charge inTheWay, Instant now) {
        return inTheWay == null || !inTheWay.passes()
                ? null
                : Long.valueOf(Duration.between(now, inTheWay.claim().end()).toMillis());
    }
}
