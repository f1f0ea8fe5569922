package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.promptyard.model.BudgetUnit;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.router.config.BudgetConfig;
import io.promptyard.router.config.BudgetWindow;
import io.promptyard.router.config.CeilingConfig;
import io.promptyard.router.config.CeilingConfig.Over;
import io.promptyard.router.config.RouteMatch;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppliedCeilingTest {
    private final PolicyFixture world = PolicyFixture.world().route(new Strategy.BestQuality(null));
    private final ClassifiedPrompt hello = prompt(request(PromptBody.ofUser("hello")));

    @Test
    void shouldNameWhatHoldsAndWhatACallTakesOfIt() {
        // Given
        world.ceilings.add(new CeilingConfig(RouteMatch.ALL, BigDecimal.TEN, Over.DOWNGRADE));
        world.ceilings.add(budget(Map.of(BudgetUnit.REQUESTS, 60L, BudgetUnit.TOKENS, 1L)));

        // When
        List<AppliedCeiling> applied = AppliedCeiling.of(world.config(), hello, world.decide(hello), T0);

        // Then
        assertThat(applied)
                .extracting(AppliedCeiling::name, AppliedCeiling::unit, AppliedCeiling::window, AppliedCeiling::never)
                .containsExactly(
                        tuple("request", "USD", "request", false),
                        tuple("b", "USD", "day", false),
                        tuple("b", "requests", "minute", false),
                        tuple("b", "tokens", "minute", true));
        assertThat(applied.getFirst().holds()).isPositive();
        assertThat(applied.get(1).holds())
                .isGreaterThan(applied.getFirst().holds())
                .isLessThan(BigDecimal.TEN);
        assertThat(applied.get(2).holds()).isEqualTo(BigDecimal.ONE);
        assertThat(applied.get(2).resetsAt()).isEqualTo(T0.plusSeconds(60));
    }

    @Test
    void shouldNameOnlyCeilingsOnRequestsWhenThePromptGoesNowhere() {
        // Given
        world.ceilings.add(new CeilingConfig(RouteMatch.ALL, BigDecimal.ZERO, Over.REFUSE));
        world.ceilings.add(budget(Map.of()));

        // When
        List<AppliedCeiling> applied = AppliedCeiling.of(world.config(), hello, world.decide(hello), T0);

        // Then: what it would have cost is not known of what was not decided
        assertThat(applied).singleElement().satisfies(each -> {
            assertThat(each.holds()).isNull();
            assertThat(each.never()).isTrue();
            assertThat(each.resetsAt()).isNull();
        });
    }

    private static CeilingConfig budget(Map<BudgetUnit, Long> rates) {
        return new CeilingConfig(
                RouteMatch.ALL,
                null,
                Over.QUEUE,
                new BudgetConfig(
                        "b",
                        Map.of(BudgetWindow.DAY, BigDecimal.TEN),
                        ZoneOffset.UTC,
                        List.of(),
                        Set.of(),
                        Set.of(),
                        rates));
    }
}
