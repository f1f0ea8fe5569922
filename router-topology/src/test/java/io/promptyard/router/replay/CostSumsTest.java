package io.promptyard.router.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.CostComparison.Basis;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Costs of two policies, like with like, worked out by hand. */
class CostSumsTest {
    private final CostSums sums = new CostSums();

    @Test
    void shouldBeTheSameToTheLastDigitWhenNothingMoves() {
        // Given: expectations are far off
        for (int i = 0; i < 7; i++) {
            add(Configs.GPT, "0.1", Configs.GPT, "0.3", "0.0333333333333333");
        }
        // When
        CostComparison cost = sums.comparison();
        // Then
        assertThat(cost.basis()).isEqualTo(Basis.SCALED);
        assertThat(cost.candidateUsd()).isEqualTo(cost.recordedUsd()).isEqualByComparingTo("0.2333333333333331");
    }

    @Test
    void shouldCorrectWhatIsExpectedByHowFarTheMovedPromptsWereOff() {
        // Given: what stays cost three times what was expected, what moves a half
        for (int i = 0; i < CostSums.LEAST; i++) {
            add(Configs.GPT, "0.10", Configs.GPT, "0.10", "0.30");
            add(Configs.GPT, "0.10", Configs.CLAUDE, "0.02", "0.05");
        }
        // When
        CostComparison cost = sums.comparison();
        // Then: 30 × 0.35 paid; 30 × (0.30 + 0.02 / 2), where the expected sums are 6 and 3.6
        assertThat(cost.recordedUsd()).isEqualByComparingTo("10.5");
        assertThat(cost.candidateUsd()).isEqualByComparingTo("9.3");
        assertThat(cost.prompts()).isEqualTo(60);
        assertThat(cost.unknown()).isZero();
    }

    @Test
    void shouldTakeTheCorrectionOfAllWhenFewMoveOrWhatMovesWasFree() {
        // Given: all cost a half of what was expected, and what was refused is served
        for (int i = 0; i < CostSums.LEAST; i++) {
            add(Configs.GPT, "0.10", Configs.GPT, "0.10", "0.05");
            add(null, "0", Configs.CLAUDE, "0.02", null);
        }
        // When / Then
        assertThat(sums.comparison().recordedUsd()).isEqualByComparingTo("1.5");
        assertThat(sums.comparison().candidateUsd()).isEqualByComparingTo("1.8");
    }

    @Test
    void shouldLeaveOutOfBothSidesWhatIsNotKnownOfOne() {
        // Given
        add(Configs.GPT, "0.10", Configs.CLAUDE, "0.05", "0.20");
        add(Configs.GPT, "0.10", Configs.CLAUDE, null, "0.40");
        add(Configs.GPT, "0.10", Configs.CLAUDE, "0.05", null);
        // When
        CostComparison cost = sums.comparison();
        // Then: 0.60 was paid where 0.20 was expected
        assertThat(cost.recordedUsd()).isEqualByComparingTo("0.20");
        assertThat(cost.candidateUsd()).isEqualByComparingTo("0.15");
        assertThat(cost.prompts()).isEqualTo(1);
        assertThat(cost.unknown()).isEqualTo(2);
    }

    @Test
    void shouldSayThatItIsExpectedWhenTheLogHasNoCostOfAnyCall() {
        // Given
        add(Configs.GPT, "0.10", Configs.CLAUDE, "0.05", null);
        add(null, "0", null, "0", null);
        // When
        CostComparison cost = sums.comparison();
        // Then
        assertThat(cost.basis()).isEqualTo(Basis.EXPECTED);
        assertThat(cost.recordedUsd()).isEqualByComparingTo("0.10");
        assertThat(cost.candidateUsd()).isEqualByComparingTo("0.05");
        assertThat(new CostSums().comparison()).isNull();
    }

    private void add(
            @Nullable Target was,
            @Nullable String expectedWas,
            @Nullable Target now,
            @Nullable String expectedNow,
            @Nullable String paid) {
        RecordedOutcome outcome = was == null || paid == null
                ? RecordedOutcome.NONE
                : RecordedOutcome.NONE.with(new RecordedCall(
                        "a/1", 1, Prompts.START, was, true, null, 200, null, 10L, 5L, 20L, new BigDecimal(paid), null));
        Redecided each = new Redecided(
                Prompts.prompt("a"),
                decision(was, expectedWas),
                decision(now, expectedNow),
                Map.of(),
                outcome,
                Pace.UNKNOWN,
                Pace.UNKNOWN);
        sums.add(each, CaseCosts.of(each));
    }

    private static RoutingDecision decision(@Nullable Target target, @Nullable String expected) {
        return new RoutingDecision(
                new RequestId("a"),
                Prompts.START,
                "acme",
                "default",
                Map.of(),
                PromptRequest.AUTO,
                "v",
                new Classification("test", Task.CHAT, 1, "general", "en", 4, 0.3, Map.of(), Map.of(), 1),
                "default",
                "cheapest-capable",
                target,
                target == null
                        ? List.of()
                        : List.of(new Candidate(
                                target,
                                Candidate.State.CHOSEN,
                                "",
                                "",
                                0.9,
                                expected == null ? null : new BigDecimal(expected))),
                1,
                1,
                target == null ? FailureKind.UNROUTABLE : null,
                null);
    }
}
