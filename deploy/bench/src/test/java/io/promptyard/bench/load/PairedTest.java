package io.promptyard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.bench.load.Paired.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedTest {
    private static final double EPSILON = 1e-9;

    @Test
    void shouldFindTheRatioWhenTheMachineIsSlowerFromRoundToRound() {
        // Given: half as fast, on a machine that has ever less time for it
        List<Round> rounds = List.of(new Round(450, 1_000, 800), new Round(200, 500, 300), new Round(75, 200, 100));
        // When
        Paired ratios = Paired.ratios(rounds);
        // Then
        assertThat(ratios).isEqualTo(new Paired(0.5, 0.5, 0.5, 3));
        assertThat(ratios.isConclusive(1)).isTrue();
    }

    @Test
    void shouldTellTheMedianAndTheSpreadOfWhatIsAdded() {
        // When
        Paired added = Paired.differences(List.of(new Round(12, 10, 10), new Round(13, 8, 10), new Round(9, 10, 12)));
        // Then
        assertThat(added.median()).isCloseTo(2, within(EPSILON));
        assertThat(added.least()).isCloseTo(-2, within(EPSILON));
        assertThat(added.most()).isCloseTo(4, within(EPSILON));
        assertThat(added.isConclusive(0)).isFalse();
    }
}
