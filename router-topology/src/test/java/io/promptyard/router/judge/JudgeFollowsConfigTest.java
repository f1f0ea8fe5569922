package io.promptyard.router.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.fixture.JudgeFixture;
import io.promptyard.router.fixture.MutableClock;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.published.LiveConfig;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The judge is the one of the start; whom it may be asked of and what it costs is as the configuration in force says. */
class JudgeFollowsConfigTest {
    private static final ClassifiedPrompt PROMPT = new ClassifiedPrompt(
            Prompts.prompt("p-1"), JudgeFixture.unsure(JudgeFixture.NEAR), List.of(), Prompts.DEADLINE, "");

    private final JudgeFixture judge = new JudgeFixture();
    private final LiveConfig live = new LiveConfig(JudgeFixture.config());
    private final JudgeTier tier = judge.tier(new MutableClock(Prompts.START), live);

    @Test
    void shouldAskNoMoreWhenTheRouteInForceForbidsItsProviderAndAgainWhenItDoesNot() {
        // Given
        assertThat(tier.judge().question(PROMPT)).isPresent();
        // When
        live.use(JudgeFixture.under(new RouteConstraints(Set.of(), Set.of(JudgeFixture.JUDGE.provider()))));
        // Then
        assertThat(tier.judge().question(PROMPT)).isEmpty();
        // When
        live.use(JudgeFixture.config());
        // Then
        assertThat(tier.judge().question(PROMPT)).isPresent();
    }

    @Test
    void shouldExpectAndBookThePriceInForceWhenTheCallEnds() {
        // Given
        Question before = tier.judge().question(PROMPT).orElseThrow();
        BigDecimal ten = BigDecimal.TEN;
        // When
        live.use(JudgeFixture.priced(new Price(ten, ten, null, null)));
        Question after = tier.judge().question(PROMPT).orElseThrow();
        tier.judge().ask(after);
        judge.connector.last().end(JudgeFixture.rating(3));
        // Then: a hundred times as much, of the 110 tokens that the provider told of
        assertThat(after.dispatch().expectedCostUsd())
                .isEqualByComparingTo(before.dispatch().expectedCostUsd().multiply(BigDecimal.valueOf(100)));
        assertThat(after.dispatch().configVersion()).isEqualTo("v2");
        assertThat(judge.attempts)
                .extracting(ProviderAttempt::costUsd)
                .last()
                .satisfies(cost -> assertThat(cost).isEqualByComparingTo("0.0011"));
    }
}
