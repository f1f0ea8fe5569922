package io.promptyard.router.verdict;

import static io.promptyard.router.fixture.Configs.GPT;
import static io.promptyard.router.fixture.Configs.UNPRICED;
import static io.promptyard.router.fixture.Prompts.START;
import static io.promptyard.router.fixture.Prompts.failed;
import static io.promptyard.router.fixture.Prompts.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.model.AttemptSummary;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import io.promptyard.router.fixture.Configs;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptCostsTest {
    private final AttemptCosts costs = new AttemptCosts(new CostCalculator(Configs.catalogue()));

    @Test
    void shouldCostNothingWhenTheProviderRefused() {
        assertThat(costs.of(GPT, status(FailureKind.RATE_LIMITED, 429, null))).isZero();
    }

    @Test
    void shouldNotBeKnownWhenTheCallBrokeOff() {
        assertThat(costs.of(GPT, failed(FailureKind.NETWORK))).isNull();
    }

    @Test
    void shouldNotBeKnownWhenTheProviderRefusedInTheMiddleOfAStream() {
        assertThat(costs.of(GPT, status(FailureKind.OVERLOADED, 529, null).withChunks(3)))
                .isNull();
    }

    @Test
    void shouldCostWhatWasReportedWhenAFailureWasBilled() {
        assertThat(costs.of(GPT, billed(1_000, 500))).isEqualByComparingTo("0.002");
    }

    @Test
    void shouldNotBeKnownWhenTheModelHasNoPrice() {
        assertThat(costs.of(UNPRICED, billed(1_000, 500))).isNull();
    }

    @Test
    void shouldCostNothingWhenNothingWasSent() {
        assertThat(costs.of(UNPRICED, billed(0, 0))).isZero();
    }

    @Test
    void shouldBeAtLeastWhatWasSaidWhenTheCallBrokeOff() {
        // Given
        Failed cut =
                new Failed(FailureKind.NETWORK, "cut", 200, null, null, 10, 5L, 3, null, TokenUsage.of(1_000, 500));

        // Then
        assertThat(costs.of(GPT, cut)).as("a lower bound is no cost").isNull();
        assertThat(costs.atLeast(GPT, cut)).isEqualByComparingTo("0.002");
        assertThat(costs.atLeast(UNPRICED, cut)).isNull();
        assertThat(costs.atLeast(GPT, billed(1_000, 500))).as("known").isNull();
    }

    @Test
    void shouldAddUpAllAttempts() {
        assertThat(AttemptCosts.sum(attempts("0.1", "0.02"), new BigDecimal("0.003")))
                .isEqualByComparingTo("0.123");
    }

    @Test
    void shouldNotBeKnownWhenAnyPartIsNot() {
        assertThat(AttemptCosts.sum(attempts("0.1", null), BigDecimal.ONE)).isNull();
        assertThat(AttemptCosts.sum(attempts(null, "0.1"), BigDecimal.ONE)).isNull();
        assertThat(AttemptCosts.sum(attempts("0.1"), null)).isNull();
    }

    private static Failed billed(long prompt, long completion) {
        return new Failed(
                FailureKind.TIMEOUT, "late", null, null, null, 10, null, 0, TokenUsage.of(prompt, completion));
    }

    private static List<AttemptSummary> attempts(@Nullable String... costs) {
        return Arrays.stream(costs)
                .map(cost -> new AttemptSummary(
                        1,
                        "p-1#1.1",
                        GPT,
                        FailureKind.OVERLOADED,
                        "busy",
                        503,
                        null,
                        START,
                        10,
                        cost == null ? null : new BigDecimal(cost)))
                .toList();
    }
}
