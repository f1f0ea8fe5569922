package io.promptyard.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Whatever is asked, told, told twice, never told or told too late, in any order, in any windows. */
class LedgerPropertiesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final int STEPS = 300;

    private final MapBook<Account> accounts = new MapBook<>();
    private final MapBook<Hold> holds = new MapBook<>();
    private final Ledger ledger = new Ledger(accounts, holds);

    /** What the test knows of one reservation: the accounts, what was held, what was charged so far. */
    private static final class Known {
        final List<String> accounts;
        final BigDecimal held;
        final Instant expiresAt;

        @Nullable
        BigDecimal charged;

        boolean expired;

        Known(List<String> accounts, BigDecimal held, Instant expiresAt) {
            this.accounts = accounts;
            this.held = held;
            this.expiresAt = expiresAt;
        }
    }

    @Property(tries = 300)
    void shouldNeverGoOverAndCountExactlyWhenAnythingHappens(@ForAll @LongRange(min = 0) long seed) {
        accounts.notes.clear(); // one instance serves all tries
        holds.notes.clear();
        Random random = new Random(seed);
        Instant now = Instant.parse("2026-10-24T21:30:00Z"); // the night on which a day has 25 hours
        Map<String, Known> known = new HashMap<>();
        List<String> ids = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            now = now.plus(Duration.ofSeconds(random.nextInt(90)));
            switch (random.nextInt(5)) {
                case 0, 1 -> reserve(random, now, known, ids);
                case 2, 3 -> settle(random, now, known, ids);
                default -> sweep(now, known);
            }
            assertNothingIsOver();
        }
        assertSumsAreThoseOf(known);
    }

    private void reserve(Random random, Instant now, Map<String, Known> known, List<String> ids) {
        String id = "p-" + ids.size();
        List<Claim> claims = claims(random, now);
        BigDecimal amount = pico(random, 3_000_000_000_000L);
        Instant expiresAt = now.plus(Duration.ofSeconds(30 + random.nextInt(300)));
        boolean affordable = charges(claims, amount).stream()
                .allMatch(charge -> left(charge.claim()).compareTo(charge.amount()) >= 0);
        boolean reserved = ledger.reserve(HoldKey.of(id, 1), charges(claims, amount), expiresAt, now)
                .isEmpty();
        assertThat(reserved).as("reserved exactly when every budget has it").isEqualTo(affordable);
        if (reserved) {
            ids.add(id);
            known.put(id, new Known(claims.stream().map(Claim::account).toList(), amount, expiresAt));
        }
    }

    /** Of each account in its unit: money and tokens alike, so that one figure tells of both; and one request. */
    private static List<Charge> charges(List<Claim> claims, BigDecimal amount) {
        return claims.stream()
                .map(claim -> new Charge(
                        claim,
                        switch (claim.unit()) {
                            case USD, UNKNOWN -> amount;
                            case TOKENS -> tokens(amount);
                            case REQUESTS -> BigDecimal.ONE;
                        }))
                .toList();
    }

    private static BigDecimal tokens(BigDecimal amount) {
        return amount.movePointRight(12);
    }

    private BigDecimal left(Claim claim) {
        Account account = accounts.get(claim.account());
        return account == null
                ? claim.limit()
                : claim.limit().subtract(account.spent()).subtract(account.reserved());
    }

    private static List<Claim> claims(Random random, Instant now) {
        List<Claim> claims = new ArrayList<>();
        claims.add(claim("all", BudgetWindow.MONTH, "40", now));
        claims.add(claim("tenant{t" + random.nextInt(3) + "}", BudgetWindow.DAY, "20", now));
        if (random.nextBoolean()) {
            claims.add(
                    rate(claim("key{k" + random.nextInt(2) + "}", BudgetWindow.MINUTE, "2", now), BudgetUnit.REQUESTS));
            claims.add(rate(claim("key", BudgetWindow.MINUTE, "5000000000000", now), BudgetUnit.TOKENS));
        }
        if (random.nextBoolean()) {
            claims.add(claim("model{m" + random.nextInt(2) + "}", BudgetWindow.MINUTE, "5", now));
        }
        return claims;
    }

    private static Claim rate(Claim of, BudgetUnit unit) {
        return new Claim(of.budget(), of.window(), of.start(), of.end(), of.limit(), of.over(), unit);
    }

    private static Claim claim(String name, BudgetWindow window, String limit, Instant now) {
        return new Claim(
                name,
                window.label(),
                window.start(now, ZONE),
                window.end(now, ZONE),
                new BigDecimal(limit),
                Over.REFUSE);
    }

    /** At most what was reserved; sometimes not known, sometimes told again with another figure. */
    private void settle(Random random, Instant now, Map<String, Known> known, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        Known each = known.get(id);
        BigDecimal cost = random.nextInt(4) == 0
                ? null
                : pico(random, each.held.movePointRight(12).longValueExact() + 1);
        boolean remembered = holds.get(id + "/1") != null;
        ledger.settle(
                HoldKey.of(id, 1),
                new Used(cost, cost == null ? null : tokens(cost).longValueExact()),
                now);
        if (remembered && each.charged == null) {
            each.charged = cost == null ? each.held : cost;
        } else if (remembered && each.expired && cost != null) {
            each.charged = cost;
        }
        each.expired = false;
    }

    private void sweep(Instant now, Map<String, Known> known) {
        ledger.sweep(now);
        known.values().stream()
                .filter(each -> each.charged == null && !each.expiresAt.isAfter(now))
                .forEach(each -> {
                    each.charged = each.held;
                    each.expired = true;
                });
    }

    private static BigDecimal pico(Random random, long bound) {
        return BigDecimal.valueOf(random.nextLong(bound), 12);
    }

    private void assertNothingIsOver() {
        accounts.notes.values().forEach(account -> {
            assertThat(account.spent().add(account.reserved())).isLessThanOrEqualTo(account.limit());
            assertThat(account.reserved()).isNotNegative();
            assertThat(account.unknown()).isNotNegative();
        });
    }

    private void assertSumsAreThoseOf(Map<String, Known> known) {
        accounts.notes.forEach((key, account) -> {
            BigDecimal spent = BigDecimal.ZERO;
            BigDecimal reserved = BigDecimal.ZERO;
            for (Known each : known.values()) {
                if (each.accounts.contains(key)) {
                    boolean counts = account.unit() == BudgetUnit.REQUESTS;
                    boolean open = each.charged == null && !counts;
                    spent = open ? spent : spent.add(counts ? BigDecimal.ONE : in(account, each.charged));
                    reserved = open ? reserved.add(in(account, each.held)) : reserved;
                }
            }
            assertThat(account.spent()).isEqualByComparingTo(spent);
            assertThat(account.reserved()).isEqualByComparingTo(reserved);
        });
    }

    private static BigDecimal in(Account account, BigDecimal amount) {
        return account.unit() == BudgetUnit.TOKENS ? tokens(amount) : amount;
    }
}
