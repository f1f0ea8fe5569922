package io.promptyard.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.standalone.demo.DemoSummary.ModelRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final Target DEAR = Target.of("anthropic", "claude-opus");
    private static final Set<ProviderId> PROVIDERS =
            Set.of(Run.SMALL.provider(), Run.LARGE.provider(), DEAR.provider());
    private static final ModelCatalogue CATALOGUE = new ModelCatalogue(
            List.of(model(Run.SMALL, "1", "2", 0.6), model(Run.LARGE, "10", "20", 0.9), model(DEAR, "50", "90", 0.9)));

    private final Run run = new Run();

    @Test
    void shouldCountWhatHappenedWhenPromptsWereTriedAgain() {
        // Given
        run.attempt("a", 1, Run.SMALL, FailureKind.RATE_LIMITED);
        run.attempt("a", 2, Run.SMALL, FailureKind.TIMEOUT);
        run.attempt("a", 3, Run.LARGE, null);
        run.stories.add(Run.response("a", Run.answer(Run.LARGE, "text of a")));
        run.delivered.add(run.told("a", Run.LARGE, "text of a"));
        run.answered("b", Run.SMALL).refused("c", DEAR, FailureKind.PROVIDER_ERROR);
        // When
        DemoSummary summary = summary();
        // Then
        assertThat(summary.attempts()).isEqualTo(5);
        assertThat(summary.retries()).isEqualTo(1);
        assertThat(summary.fallbacks()).isEqualTo(1);
        assertThat(summary.failures())
                .isEqualTo(
                        Map.of(FailureKind.RATE_LIMITED, 1L, FailureKind.TIMEOUT, 1L, FailureKind.PROVIDER_ERROR, 1L));
        assertThat(summary.deadLetters()).isEqualTo(Map.of(FailureKind.PROVIDER_ERROR, 1L));
        assertThat(summary.models())
                .extracting(ModelRow::target, ModelRow::answered, ModelRow::calls, ModelRow::failed)
                .containsExactly(tuple(Run.SMALL, 1, 3, 2), tuple(Run.LARGE, 1, 1, 0), tuple(DEAR, 0, 1, 1));
    }

    @Test
    void shouldCompareWithTheCheaperOfTheBestWhenTwoAreAsGood() {
        // Given
        run.answered("a", Run.SMALL).answered("b", Run.SMALL);
        // When
        Money money = summary().money();
        // Then: 1000 tokens in at 10 and 100 out at 20 USD per million, twice
        assertThat(money.premium()).isEqualTo(Run.LARGE);
        assertThat(money.allPremium()).isEqualByComparingTo("0.024");
        assertThat(money.spent()).isEqualByComparingTo("0.002");
        assertThat(money.savedPercent()).contains(92L);
        assertThat(money.unknown()).isZero();
    }

    @Test
    void shouldLeaveOutOfBothSidesWhatNobodyKnowsTheCostOf() {
        // Given
        run.attempt("a", 1, Run.SMALL, FailureKind.NETWORK);
        // When
        Money money = summary().money();
        // Then
        assertThat(money.unknown()).isEqualTo(1);
        assertThat(money.spent()).isZero();
        assertThat(money.allPremium()).isZero();
        assertThat(money.savedPercent()).isEmpty();
    }

    @Test
    void shouldPassOverTheBestModelWhenItsProviderIsNotConfigured() {
        // When
        Money money = Money.of(List.of(), CATALOGUE, Set.of(Run.SMALL.provider()));
        // Then
        assertThat(money.premium()).isEqualTo(Run.SMALL);
    }

    private DemoSummary summary() {
        return DemoSummary.of(run.delivered, run.stories.snapshot().values(), CATALOGUE, PROVIDERS);
    }

    private static ModelSpec model(Target target, String input, String output, double quality) {
        return new ModelSpec(
                target,
                new Price(new BigDecimal(input), new BigDecimal(output), null, null),
                1000,
                1000,
                Set.of(),
                quality,
                Map.of(),
                "test");
    }
}
