package io.promptyard.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.BudgetUnit;
import io.promptyard.router.budget.Hold.State;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.policy.Budgets.Claim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant T0 = Instant.parse("2026-10-01T12:00:00Z");
    private static final Claim DAY = claim("team", "day", T0.plus(Duration.ofHours(12)), "10");
    private static final Claim MINUTE = claim("team", "minute", T0.plus(Duration.ofMinutes(1)), "3");
    private static final BigDecimal TWO = new BigDecimal(2);

    private final MapBook<Account> accounts = new MapBook<>();
    private final MapBook<Hold> holds = new MapBook<>();
    private final Ledger ledger = new Ledger(accounts, holds);

    @Test
    void shouldHoldOnEveryAccountWhenAllHaveEnough() {
        // When
        assertThat(reserve("a", TWO)).isEmpty();

        // Then
        assertThat(accounts.notes.values()).extracting(Account::reserved).containsExactly(TWO, TWO);
    }

    @Test
    void shouldHoldNothingAndNameTheObstacleWhenOneHasNotEnough() {
        // Given
        reserve("a", TWO);

        // When
        assertThat(reserve("b", TWO))
                .hasValueSatisfying(charge -> assertThat(charge.claim()).isEqualTo(MINUTE));

        // Then
        assertThat(accounts.notes.values()).extracting(Account::reserved).containsExactly(TWO, TWO);
        assertThat(ledger.find(HoldKey.of("b", 1))).isNull();
    }

    @Test
    void shouldNameTheWindowThatEndsLastWhenSeveralAreInTheWay() {
        // When / Then
        assertThat(reserve("a", new BigDecimal(11)))
                .hasValueSatisfying(charge -> assertThat(charge.claim()).isEqualTo(DAY));
    }

    @Test
    void shouldKeepOfWhatHasEndedOnlyWhatIsAskedForAgain() {
        // Given: an hour's holds are in memory
        Claim requests = rate("tenant", BudgetUnit.REQUESTS, "2");
        List<Charge> charges = List.of(new Charge(MINUTE, TWO), new Charge(requests, BigDecimal.ONE));
        ledger.reserve(HoldKey.of("a", 1), charges, MINUTE.end(), T0);
        // When
        ledger.settle(HoldKey.of("a", 1), new Used(BigDecimal.ONE, null), T0);
        // Then
        Hold hold = ledger.find(HoldKey.of("a", 1));
        assertThat(hold).isNotNull();
        assertThat(hold.parts()).extracting(Hold.Part::unit).containsExactly(BudgetUnit.REQUESTS);
        assertThat(hold.counted(requests.series())).isTrue();
        ledger.settle(HoldKey.of("a", 1), new Used(TWO, null), T0);
        assertThat(ledger.used(MINUTE, T0)).isEqualByComparingTo("1");
    }

    @Test
    void shouldFreeWhatWasNotSpentWhenSettled() {
        // Given
        reserve("a", TWO);

        // When
        ledger.settle(HoldKey.of("a", 1), new Used(new BigDecimal("0.000000000001"), null), T0);

        // Then
        assertThat(accounts.notes.get(DAY.account())).satisfies(account -> {
            assertThat(account.reserved()).isZero();
            assertThat(account.spent()).isEqualByComparingTo("0.000000000001");
            assertThat(account.unknown()).isZero();
        });
    }

    @Test
    void shouldChargeOnceWhenToldTwice() {
        // Given
        reserve("a", TWO);
        ledger.settle(HoldKey.of("a", 1), new Used(BigDecimal.ONE, null), T0);

        // When
        ledger.settle(HoldKey.of("a", 1), new Used(TWO, null), T0);

        // Then
        assertThat(accounts.notes.get(DAY.account()).spent()).isEqualByComparingTo("1");
    }

    @Test
    void shouldChargeAllThatWasReservedWhenTheCostIsNotKnown() {
        // Given
        reserve("a", TWO);

        // When
        ledger.settle(HoldKey.of("a", 1), new Used(null, null), T0);

        // Then
        assertThat(accounts.notes.get(DAY.account()).spent()).isEqualByComparingTo("2");
        assertThat(accounts.notes.get(DAY.account()).unknown()).isEqualTo(1);
    }

    @Test
    void shouldChargeInFullAndCorrectItWhenNobodyToldInTime() {
        // Given
        reserve("a", TWO);
        Instant late = T0.plus(Duration.ofMinutes(11));

        // When
        ledger.sweep(late);
        BigDecimal before = accounts.notes.get(DAY.account()).spent();
        ledger.settle(HoldKey.of("a", 1), new Used(BigDecimal.ONE, null), late);

        // Then
        assertThat(before).isEqualByComparingTo("2");
        assertThat(accounts.notes.get(DAY.account())).satisfies(account -> {
            assertThat(account.spent()).isEqualByComparingTo("1");
            assertThat(account.reserved()).isZero();
            assertThat(account.unknown()).isZero();
        });
    }

    @Test
    void shouldObeyTheNewLimitWhenTheConfigurationLowersIt() {
        // Given
        reserve("a", TWO);
        Claim lowered = claim("team", "day", DAY.end(), "3");

        // When / Then
        assertThat(ledger.reserve(HoldKey.of("b", 1), List.of(new Charge(lowered, TWO)), T0.plusSeconds(60), T0))
                .contains(new Charge(lowered, TWO));
    }

    @Test
    void shouldForgetWhatCanChangeNoMoreWhenLongOver() {
        // Given
        reserve("a", TWO);
        ledger.settle(HoldKey.of("a", 1), new Used(BigDecimal.ONE, null), T0);
        ledger.note(HoldKey.of("b", 1), State.REFUSED, T0);

        // When
        ledger.sweep(T0.plus(Duration.ofDays(1)));

        // Then
        assertThat(accounts.notes).isEmpty();
        assertThat(holds.notes).isEmpty();
    }

    @Test
    void shouldCountARequestAtOnceAndTokensByWhatTheyWereInTheEnd() {
        // Given
        Claim requests = rate("tenant", BudgetUnit.REQUESTS, "2");
        Claim tokens = rate("tenant", BudgetUnit.TOKENS, "1000");
        List<Charge> charges = List.of(new Charge(requests, BigDecimal.ONE), new Charge(tokens, new BigDecimal(600)));
        assertThat(ledger.reserve(HoldKey.of("a", 1), charges, MINUTE.end(), T0))
                .isEmpty();
        assertThat(ledger.left(requests, T0)).isEqualByComparingTo("1");
        assertThat(ledger.left(tokens, T0)).isEqualByComparingTo("400");

        // When
        ledger.settle(HoldKey.of("a", 1), new Used(null, 150L), T0);

        // Then
        assertThat(ledger.left(requests, T0)).isEqualByComparingTo("1");
        assertThat(ledger.left(tokens, T0)).isEqualByComparingTo("850");
    }

    @Test
    void shouldHaveNothingLeftWhenACallTookMoreThanWasExpected() {
        // Given
        Claim tokens = rate("tenant", BudgetUnit.TOKENS, "1000");
        ledger.reserve(HoldKey.of("a", 1), List.of(new Charge(tokens, new BigDecimal(600))), MINUTE.end(), T0);

        // When
        ledger.settle(HoldKey.of("a", 1), new Used(null, 1500L), T0);

        // Then
        assertThat(ledger.left(tokens, T0)).isZero();
        assertThat(ledger.reserve(HoldKey.of("b", 1), List.of(new Charge(tokens, BigDecimal.ONE)), MINUTE.end(), T0))
                .isPresent();
    }

    @Test
    void shouldRememberThatARequestWasCountedUnderItsOwnLimitAlone() {
        // Given
        Claim requests = rate("a|b", BudgetUnit.REQUESTS, "2");
        ledger.reserve(HoldKey.of("a", 1), List.of(new Charge(requests, BigDecimal.ONE)), MINUTE.end(), T0);

        // When
        Hold hold = ledger.find(HoldKey.of("a", 1));

        // Then
        assertThat(hold.state()).isEqualTo(State.SETTLED);
        assertThat(hold.counted(requests.series())).isTrue();
        assertThat(hold.counted(rate("a", BudgetUnit.REQUESTS, "2").series())).isFalse();
    }

    private static Claim rate(String name, BudgetUnit unit, String limit) {
        return new Claim(name, "minute", T0, MINUTE.end(), new BigDecimal(limit), Over.REFUSE, unit);
    }

    private java.util.Optional<Charge> reserve(String id, BigDecimal amount) {
        List<Charge> charges = List.of(new Charge(DAY, amount), new Charge(MINUTE, amount));
        return ledger.reserve(HoldKey.of(id, 1), charges, T0.plus(Duration.ofMinutes(10)), T0);
    }

    private static Claim claim(String budget, String window, Instant end, String limit) {
        return new Claim(budget, window, T0, end, new BigDecimal(limit), Over.REFUSE);
    }
}
