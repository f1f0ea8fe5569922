package io.promptyard.router.replay;

import static io.promptyard.router.fixture.Attempts.FAST;
import static io.promptyard.router.fixture.Attempts.LIMITED;
import static io.promptyard.router.fixture.Attempts.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.catalogue.CostCalculator;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.Target;
import io.promptyard.router.fixture.Attempts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At 1 USD a million tokens of input and 2 of output. */
class RecostingTest {
    private static final Target UNPRICED = Target.of("fast", "no-such-model");

    private final CostCalculator prices = new CostCalculator(Attempts.config().catalogue());
    private final Recosting recosting = new Recosting(prices, CostGroup.MODEL);

    @Test
    void shouldTellWhatWasRecordedAndWhatItIsNowForEachModel() {
        // When
        recosting.add(answered("a", FAST, 1_000, "0.0005"));
        recosting.add(answered("b", FAST, 2_000, "0.004"));
        recosting.add(answered("c", LIMITED, 1_000, "0.001"));

        // Then
        assertThat(recosting.groups())
                .containsExactly(
                        row("fast/m", 2, "0.0045", 0, "0.003", 0, "-0.0015"),
                        row("limited/m", 1, "0.001", 0, "0.001", 0, "0"));
        assertThat(recosting.total()).isEqualTo(row("total", 3, "0.0055", 0, "0.004", 0, "-0.0015"));
    }

    @Test
    void shouldLeaveACallAtTheListsPriceWhenNobodySaidThatItsAddressBillsMore() {
        // Given: what is billed at the address of the configuration is a dollar a million, and half of that on the list
        CostCalculator list = new CostCalculator(new ModelCatalogue(List.of(new ModelSpec(
                FAST,
                new Price(new BigDecimal("0.5"), BigDecimal.ONE, null, null),
                8_000,
                4_000,
                Set.of(),
                0.5,
                Map.of(),
                "test"))));
        Recosting careful = new Recosting(prices, list, CostGroup.MODEL);
        // When: one at the list's price, one at the address', one at a price that was wrong
        careful.add(answered("a", FAST, 1_000, "0.0005"));
        careful.add(answered("b", FAST, 1_000, "0.001"));
        careful.add(answered("c", FAST, 1_000, "0.0007"));
        // Then
        assertThat(careful.total()).isEqualTo(row("total", 3, "0.0022", 0, "0.0025", 0, "0.0003"));
        assertThat(careful.left()).isEqualTo(1);
    }

    @Test
    void shouldCountWhatIsNotKnownAndCompareOnlyWhatIsKnownTwice() {
        // When
        recosting.add(answered("a", FAST, 1_000, null));
        recosting.add(answered("b", UNPRICED, 1_000, "0.7"));

        // Then
        assertThat(recosting.groups())
                .containsExactly(
                        row("fast/m", 1, "0", 1, "0.001", 0, "0"), row("fast/no-such-model", 1, "0.7", 0, "0", 1, "0"));
    }

    @Test
    void shouldKeepTheRecordedCostWhenNoUsageWasReported() {
        // When
        recosting.add(Attempts.withCost(withoutUsage("refused"), BigDecimal.ZERO));
        recosting.add(withoutUsage("broken off"));

        // Then
        assertThat(recosting.total()).isEqualTo(row("total", 2, "0", 1, "0", 1, "0"));
    }

    @Test
    void shouldCountACallOnceWhenItIsToldOfAgainAndNotWhenItOnlyStarted() {
        // When
        recosting.add(Attempts.started("a", FAST, T0));
        recosting.add(answered("a", FAST, 1_000, "0.001"));
        recosting.add(answered("a", FAST, 1_000, "0.001"));

        // Then
        assertThat(recosting.total().calls()).isOne();
    }

    @Test
    void shouldAddUpByDayWhenAsked() {
        // Given
        Recosting byDay = new Recosting(prices, CostGroup.DAY);

        // When
        byDay.add(answered("a", FAST, T0, 1_000, "0.001"));
        byDay.add(answered("b", FAST, T0.plusSeconds(86_400), 1_000, "0.001"));

        // Then
        assertThat(byDay.groups()).extracting(Recosted::group).containsExactly("2026-10-01", "2026-10-02");
    }

    @Property(tries = 200)
    void shouldFindNoDifferenceWhenThePricesAreThoseOfTheLog(
            @ForAll @Size(max = 30) List<@IntRange(max = 1_000_000) Integer> tokens) {
        // Given
        Recosting same = new Recosting(prices, CostGroup.ROUTE);

        // When
        for (int number = 0; number < tokens.size(); number++) {
            ProviderAttempt bare = answered("a" + number, FAST, tokens.get(number), null);
            same.add(Attempts.withCost(bare, prices.cost(FAST, bare.usage()).orElseThrow()));
        }

        // Then
        assertThat(same.total().now()).isEqualTo(same.total().recorded());
        assertThat(same.total().difference()).isZero();
    }

    private static ProviderAttempt answered(String id, Target target, long prompt, @Nullable String cost) {
        return answered(id, target, T0, prompt, cost);
    }

    private static ProviderAttempt answered(String id, Target target, Instant at, long prompt, @Nullable String cost) {
        ProviderAttempt attempt = Attempts.answered(id, target, at, 10, null, prompt, 0, 0);
        return cost == null ? attempt : Attempts.withCost(attempt, new BigDecimal(cost));
    }

    private static ProviderAttempt withoutUsage(String id) {
        return Attempts.brokenOff(id, FAST, T0);
    }

    private static Recosted row(
            String group, long calls, String recorded, long before, String now, long unknown, String difference) {
        return new Recosted(
                group,
                calls,
                new BigDecimal(recorded),
                before,
                new BigDecimal(now),
                unknown,
                new BigDecimal(difference));
    }
}
