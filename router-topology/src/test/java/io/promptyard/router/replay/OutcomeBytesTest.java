package io.promptyard.router.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OutcomeBytesTest {
    @Property(tries = 300)
    void shouldComeBackAsItWentInWhateverItHolds(@ForAll("outcomes") List<RecordedOutcome> outcomes) {
        // Given
        OutcomeBytes store = new OutcomeBytes();
        // When
        List<byte[]> written = outcomes.stream().map(store::write).toList();
        // Then
        assertThat(written.stream().map(store::read)).isEqualTo(outcomes);
    }

    @Property(tries = 300)
    void shouldHoldBothOnceWhenBytesOfTwoStandTogether(
            @ForAll("outcome") RecordedOutcome a, @ForAll("outcome") RecordedOutcome b) {
        // Given
        OutcomeBytes store = new OutcomeBytes();
        // When
        RecordedOutcome both = store.read(OutcomeBytes.together(store.write(a), store.write(b)));
        // Then
        assertThat(both).isEqualTo(a.with(b));
    }

    @Example
    void shouldBeEmptyWhenThereAreNoBytes() {
        assertThat(new OutcomeBytes().read(new byte[0])).isEqualTo(RecordedOutcome.NONE);
    }

    @Provide
    Arbitrary<List<RecordedOutcome>> outcomes() {
        return outcome().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<RecordedOutcome> outcome() {
        Arbitrary<RecordedOutcome.Score> score = Combinators.combine(
                        target().injectNull(0.3), Arbitraries.doubles().between(0, 1))
                .as(RecordedOutcome.Score::new);
        return Combinators.combine(
                        call().list().ofMaxSize(4).uniqueElements(RecordedCall::attemptId),
                        score.list().ofMaxSize(3))
                .as(RecordedOutcome::new);
    }

    private static Arbitrary<RecordedCall> call() {
        Arbitrary<Long> count = Arbitraries.longs().injectNull(0.3);
        Arbitrary<Integer> whole = Arbitraries.integers().injectNull(0.3);
        Arbitrary<BigDecimal> cost = Arbitraries.bigDecimals()
                .ofScale(14)
                .between(BigDecimal.ZERO, new BigDecimal("1e30"))
                .injectNull(0.2);
        Arbitrary<FailureKind> kind = Arbitraries.of(FailureKind.class).injectNull(0.5);
        return Combinators.combine(
                        Arbitraries.strings().ofMaxLength(30),
                        Arbitraries.integers(),
                        Arbitraries.longs().map(Instant::ofEpochMilli),
                        target(),
                        kind,
                        whole,
                        count.tuple3(),
                        cost)
                .as((id, attempt, at, target, failure, status, counts, usd) -> new RecordedCall(
                        id,
                        attempt,
                        at,
                        target,
                        failure == null,
                        failure,
                        status,
                        counts.get1(),
                        counts.get2(),
                        null,
                        counts.get3(),
                        usd,
                        status));
    }

    private static Arbitrary<Target> target() {
        return Combinators.combine(
                        Arbitraries.of("openai", "mistral"), Arbitraries.of("small", "large", "meta/llama-3", "größer"))
                .as(Target::of);
    }
}
