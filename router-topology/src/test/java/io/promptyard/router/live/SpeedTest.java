package io.promptyard.router.live;

import static io.promptyard.router.fixture.Attempts.FAST;
import static io.promptyard.router.fixture.Attempts.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.TargetState;
import io.promptyard.router.fixture.Attempts;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One provider of 900 ms to the first token and 100 tokens a second, seen through answers of all kinds. */
class SpeedTest {
    private static final double EXACT = 1e-6;
    private static final long FIRST = 900;

    private final AttemptLedger ledger = new AttemptLedger(Attempts.config());
    private int count;

    @Test
    void shouldExpectTheSameOfShortPlainRepliesAsOfStreams() {
        // When
        streamed(300);
        for (int i = 0; i < 50; i++) {
            plain(10);
        }
        // Then
        assertIsThatProvider(state(T0));
    }

    @Test
    void shouldTellTheFirstTokenFromTheRestByPlainRepliesOfSeveralLengths() {
        // When
        plain(10);
        plain(20);
        plain(500);
        // Then
        assertIsThatProvider(state(T0.plusSeconds(90)));
    }

    @Test
    void shouldTakePlainRepliesOfOneLengthAsTheyAre() {
        // When
        plain(100);
        plain(100);
        // Then: 1.9 s for a hundred
        assertThat(state(T0).firstTokenMillis()).isNull();
        assertThat(state(T0).tokensPerSecond()).isCloseTo(100 / 1.9, within(EXACT));
    }

    @Test
    void shouldLetALongStreamSayMoreThanAShortOne() {
        // When: 50 ms for one token, 10 s for a thousand
        ledger.take(Attempts.answered("short", FAST, T0, 950, FIRST, 10, 1, 0));
        ledger.take(Attempts.answered("long", FAST, T0, 10_900, FIRST, 10, 1_000, 0));
        // Then
        assertThat(state(T0).tokensPerSecond()).isCloseTo(1_001 / 10.05, within(EXACT));
    }

    @Test
    void shouldNotFollowALineThatMakesNoSense() {
        // When: the longer the answer, the sooner
        ledger.take(Attempts.answered("a", FAST, T0, 2_000, null, 10, 10, 0));
        ledger.take(Attempts.answered("b", FAST, T0, 1_000, null, 10, 90, 0));
        // Then
        assertThat(state(T0).firstTokenMillis()).isNull();
        assertThat(state(T0).tokensPerSecond()).isCloseTo(100 / 3.0, within(EXACT));
    }

    private static void assertIsThatProvider(TargetState state) {
        assertThat(state.firstTokenMillis()).isCloseTo(FIRST, within(EXACT));
        assertThat(state.tokensPerSecond()).isCloseTo(100, within(EXACT));
    }

    private void streamed(int tokens) {
        ledger.take(Attempts.answered("s" + count++, FAST, T0, FIRST + 10L * tokens, FIRST, 10, tokens, 0));
    }

    private void plain(int tokens) {
        ledger.take(Attempts.answered("p" + count++, FAST, T0, FIRST + 10L * tokens, null, 10, tokens, 0));
    }

    private TargetState state(Instant now) {
        return Objects.requireNonNull(ledger.snapshot(now).targets().get(FAST));
    }
}
