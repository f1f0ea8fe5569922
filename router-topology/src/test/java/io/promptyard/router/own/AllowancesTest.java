package io.promptyard.router.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Allowance;
import io.promptyard.model.Allowance.State;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.own.Purse.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a process does with its money, whatever the keeper says. */
class AllowancesTest {
    private static final BigDecimal DIME = new BigDecimal("0.1");

    private final MutableClock clock = new MutableClock(Prompts.START);
    private final List<Allowance> said = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final Allowances allowances = new Allowances(said::add, clock, () -> "a-" + ids.incrementAndGet());
    private final Purse purse = allowances.of(Purpose.SHADOW, "shadow:trial", Configs.GPT);

    @Test
    void shouldAskForSomeCallsWorthAndLetNoneGoBeforeItIsGranted() {
        // When
        Optional<Ticket> first = purse.take(DIME);
        Optional<Ticket> second = purse.take(DIME);
        // Then
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(said).singleElement().satisfies(asked -> {
            assertThat(asked.state()).isEqualTo(State.ASKED);
            assertThat(asked.budget()).isEqualTo("shadow:trial");
            assertThat(asked.wantedUsd())
                    .containsExactly(new BigDecimal("0.8"), new BigDecimal("0.2"), new BigDecimal("0.1"));
        });
    }

    @Test
    void shouldSetAsideNoMoreThanWasGrantedAndTellWhatItCameTo() {
        // Given
        granted("0.2");
        // When
        Ticket one = purse.take(DIME).orElseThrow();
        Ticket other = purse.take(DIME).orElseThrow();
        Optional<Ticket> third = purse.take(DIME);
        one.paid(new BigDecimal("0.01"));
        other.paid(null);
        clock.advance(Wallet.IN_USE);
        allowances.tick();
        // Then
        assertThat(third).isEmpty();
        Allowance ended = ended();
        assertThat(ended.id()).isEqualTo("a-1");
        assertThat(ended.usd()).isEqualByComparingTo("0.11");
        assertThat(ended.unknownCosts()).isEqualTo(1);
    }

    @Test
    void shouldSpendAgainWhatACallDidNotCost() {
        // Given
        granted("0.1");
        // When
        purse.take(DIME).orElseThrow().paid(BigDecimal.ZERO);
        // Then
        assertThat(purse.take(DIME)).isPresent();
    }

    @Test
    void shouldBeginNoCallFromOneThatIsOverAndEndItWhenTheLastCallHasEnded() {
        // Given
        granted("0.8");
        Ticket open = purse.take(DIME).orElseThrow();
        clock.advance(Wallet.IN_USE);
        // When
        Optional<Ticket> late = purse.take(DIME);
        allowances.tick();
        boolean endedWhileOpen = said.stream().anyMatch(each -> each.state() == State.ENDED);
        open.paid(DIME);
        allowances.tick();
        // Then
        assertThat(late).isEmpty();
        assertThat(endedWhileOpen).isFalse();
        assertThat(ended().usd()).isEqualByComparingTo(DIME);
    }

    @Test
    void shouldAskAheadWhenLittleIsLeft() {
        // Given
        granted("0.4");
        // When
        purse.take(DIME);
        int before = said.size();
        purse.take(DIME);
        // Then
        assertThat(before).isEqualTo(1);
        assertThat(said).hasSize(2);
        assertThat(said.getLast().id()).isEqualTo("a-2");
    }

    @Test
    void shouldNotAskAgainSoonWhenItWasRefusedOrNobodyAnswers() {
        // Given
        purse.take(DIME);
        purse.take(DIME);
        allowances.heard(said.getLast().refused(86_400_000L, clock.instant()));
        // When
        purse.take(DIME);
        int refused = said.size();
        clock.advance(Wallet.LONGEST_REFUSAL);
        purse.take(DIME);
        int again = said.size();
        clock.advance(Wallet.ASK_AGAIN);
        purse.take(DIME);
        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(again).isEqualTo(2);
        assertThat(said).hasSize(3);
    }

    @Test
    void shouldAskForSmallCallsWhenALargeOneWasRefused() {
        // Given: more than is left
        BigDecimal huge = new BigDecimal("5");
        purse.take(huge);
        allowances.heard(said.getLast().refused(86_400_000L, clock.instant()));
        // When
        purse.take(huge);
        int afterHuge = said.size();
        granted("0.2");
        Optional<Ticket> small = purse.take(DIME);
        int asked = said.size();
        purse.take(huge);
        // Then
        assertThat(afterHuge).isEqualTo(1);
        assertThat(small).isPresent();
        assertThat(said).as("the large one waits on").hasSize(asked);
    }

    @Test
    void shouldAskForNoCallAsLargeAsTheSmallestThatWasRefused() {
        // Given
        purse.take(BigDecimal.ONE);
        allowances.heard(said.getLast().refused(null, clock.instant()));
        purse.take(DIME);
        allowances.heard(said.getLast().refused(null, clock.instant()));
        // When
        purse.take(DIME);
        purse.take(BigDecimal.ONE);
        // Then
        assertThat(said).hasSize(2);
    }

    @Test
    void shouldTakeWhatIsGrantedLateAndLeaveWhatOthersAskedFor() {
        // Given
        purse.take(DIME);
        Allowance slow = said.getFirst();
        clock.advance(Wallet.ASK_AGAIN);
        purse.take(DIME);
        // When
        allowances.heard(
                Allowance.asked("b-1", clock.instant(), Purpose.SHADOW, "shadow:trial", Configs.GPT, List.of(DIME))
                        .granted(DIME, clock.instant()));
        Optional<Ticket> others = purse.take(DIME);
        allowances.heard(slow.granted(DIME, clock.instant()));
        // Then
        assertThat(others).isEmpty();
        assertThat(purse.take(DIME)).isPresent();
        assertThat(purse.take(DIME)).isEmpty();
    }

    @Test
    void shouldCountWhatIsOpenWithTheMostItCanCostWhenTheProcessEnds() {
        // Given
        granted("0.8");
        purse.take(DIME).orElseThrow().paid(new BigDecimal("0.02"));
        Ticket open = purse.take(DIME).orElseThrow();
        // When
        allowances.close();
        open.paid(BigDecimal.ZERO);
        allowances.tick();
        // Then
        assertThat(ended().usd()).isEqualByComparingTo("0.12");
        assertThat(ended().unknownCosts()).isEqualTo(1);
        assertThat(purse.take(DIME)).isEmpty();
    }

    @Test
    void shouldGiveBackAtOnceWhatIsGrantedAfterTheEnd() {
        // Given
        purse.take(DIME);
        allowances.close();
        // When
        allowances.heard(said.getFirst().granted(DIME, clock.instant()));
        // Then
        assertThat(ended().usd()).isZero();
    }

    @Test
    void shouldHaveNothingForACallThatNobodyCanBound() {
        // When
        Optional<Ticket> ticket = purse.take(null);
        // Then
        assertThat(ticket).isEmpty();
        assertThat(said).isEmpty();
        assertThat(Purse.FREE.take(null)).isPresent();
    }

    private void granted(String sum) {
        purse.take(DIME);
        allowances.heard(said.getLast().granted(new BigDecimal(sum), clock.instant()));
    }

    private Allowance ended() {
        List<Allowance> ended =
                said.stream().filter(each -> each.state() == State.ENDED).toList();
        assertThat(ended).hasSize(1);
        return ended.getFirst();
    }
}
