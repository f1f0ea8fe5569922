package io.promptyard.bench.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.bench.usage.Told.End;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Tariff TARIFF = new Tariff(
            new BigDecimal("2"),
            new BigDecimal("0.5"),
            new BigDecimal("2.5"),
            new BigDecimal("10"),
            new BigDecimal("12"));
    private static final Tokens TOKENS = new Tokens(100, 50, 20, 40, 10);
    /** 30 at 2, 50 at 0.5, 20 at 2.5, 30 at 10, 10 at 12, a million of each. */
    private static final BigDecimal BILL = new BigDecimal("0.000555");

    @Test
    void shouldAgreeWhenBothKnowTheSame() {
        // When
        Audit audit = audit("ANSWERED", account(TOKENS, BILL, false));
        // Then
        assertThat(audit.agrees()).isTrue();
        assertThat(audit.lines().get("openai").compared()).isEqualTo(1);
    }

    @Test
    void shouldCountEachKindWhenTokensDiffer() {
        // When
        Audit audit = audit("ANSWERED", account(new Tokens(101, 48, 23, 36, 15), BILL, false));
        // Then
        assertThat(audit.agrees()).isFalse();
        assertThat(audit.lines().get("openai").apart()).isEqualTo(new Tokens(1, 2, 3, 4, 5));
    }

    @Test
    void shouldDisagreeWhenOnlyTheCostDiffersByMoreThanABillionth() {
        // When
        Audit near = audit("ANSWERED", account(TOKENS, BILL.add(new BigDecimal("1e-9")), false));
        Audit far = audit("ANSWERED", account(TOKENS, BILL.add(new BigDecimal("2e-9")), false));
        // Then
        assertThat(near.agrees()).isTrue();
        assertThat(far.agrees()).isFalse();
        assertThat(far.lines().get("openai").costApart()).isEqualByComparingTo("2e-9");
    }

    @Test
    void shouldCountAsNotKnownWhenTheProviderNeverToldIt() {
        // When
        Audit audit = audit("BROKEN", account(null, null, false));
        // Then
        assertThat(audit.agrees()).isTrue();
        assertThat(audit.lines().get("openai").unknownCalls()).isEqualTo(1);
        assertThat(audit.lines().get("openai").unknown()).isEqualTo(TOKENS);
    }

    @Test
    void shouldDisagreeWhenNothingIsKnownOfAWholeAnswer() {
        // When
        Audit missed = audit("ANSWERED", account(null, null, false));
        Audit readOn = audit("ANSWERED", account(null, null, true));
        Audit stopped = Audit.of(
                TARIFF, false, List.of(booked("a-1", "ANSWERED")), Map.of("a-1", account(null, null, true)), List.of());
        // Then
        assertThat(missed.agrees()).isFalse();
        assertThat(readOn.agrees()).isFalse();
        assertThat(stopped.agrees()).as("at the very end").isTrue();
    }

    @Test
    void shouldDisagreeWhenWhatItCostAtLeastIsMoreThanTheBill() {
        // Given
        Tokens some = new Tokens(100, 50, 20, 3, 0);
        BigDecimal little = new BigDecimal("0.0002");
        // When
        Audit right = audit("BROKEN", bounded(some, little));
        Audit tooMuch = audit("BROKEN", bounded(some, BILL.add(BILL)));
        Audit otherPrompt = audit("BROKEN", bounded(new Tokens(99, 50, 20, 3, 0), little));
        // Then
        assertThat(right.agrees()).isTrue();
        assertThat(right.lines().get("openai").unknowns().get("BROKEN").atLeast())
                .isEqualTo(some);
        assertThat(tooMuch.agrees()).isFalse();
        assertThat(otherPrompt.agrees()).isFalse();
    }

    @Test
    void shouldDisagreeWhenABilledCallIsSaidToBeFree() {
        // When
        Audit audit = audit("BROKEN", account(null, BigDecimal.ZERO, false));
        // Then
        assertThat(audit.agrees()).isFalse();
        assertThat(audit.lines().get("openai").apart()).isEqualTo(TOKENS);
        assertThat(audit.lines().get("openai").costApart()).isEqualByComparingTo(BILL);
    }

    @Test
    void shouldDisagreeWhenACallIsInNoRecord() {
        // When
        Audit audit = Audit.of(TARIFF, true, List.of(booked("a-1", "ANSWERED")), Map.of(), List.of());
        // Then
        assertThat(audit.agrees()).isFalse();
        assertThat(audit.lines().get("openai").unaccountedCalls()).isEqualTo(1);
    }

    @Test
    void shouldDisagreeWhenACallNeverEnded() {
        assertThat(audit("ANSWERED", account(TOKENS, BILL, false)).neverEnded(1).agrees())
                .isFalse();
    }

    @Test
    void shouldHoldWhatAClientWasToldAgainstAllCallsMadeForIt() {
        // Given
        List<Booked> books = List.of(booked("a-1", "ANSWERED"), booked("a-2", "ANSWERED"));
        Map<String, Account> accounts = Map.of(
                "a-1", new Account("a-1", "r", false, false, TOKENS, BILL, null, null),
                "a-2", new Account("a-2", "r", true, false, TOKENS, BILL, null, null));
        Tokens wire = new Tokens(100, 50, 0, 40, 10);
        BigDecimal both = BILL.add(BILL);
        // When
        Audit right =
                Audit.of(TARIFF, true, books, accounts, List.of(new Told("r", "openai", End.ANSWERED, wire, both)));
        Audit wrong =
                Audit.of(TARIFF, true, books, accounts, List.of(new Told("r", "openai", End.ANSWERED, wire, BILL)));
        // Then
        assertThat(right.agrees()).isTrue();
        assertThat(wrong.agrees()).isFalse();
    }

    @Test
    void shouldDisagreeWhenAnAnsweredClientHasNoSuccessfulCall() {
        // When
        Audit audit =
                Audit.of(TARIFF, true, List.of(), Map.of(), List.of(new Told("r", "openai", End.ANSWERED, null, null)));
        // Then
        assertThat(audit.agrees()).isFalse();
    }

    private static Audit audit(String outcome, Account account) {
        return Audit.of(TARIFF, true, List.of(booked("a-1", outcome)), Map.of("a-1", account), List.of());
    }

    private static Booked booked(String attempt, String outcome) {
        return new Booked(attempt, "openai", outcome, "", false, TOKENS);
    }

    private static Account bounded(Tokens soFar, BigDecimal atLeast) {
        return new Account("a-1", "r", false, false, null, null, soFar, atLeast);
    }

    private static Account account(@Nullable Tokens tokens, @Nullable BigDecimal cost, boolean cancelled) {
        return new Account("a-1", "r", !cancelled && tokens != null, cancelled, tokens, cost, null, null);
    }
}
