package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparesTest {
    private int made;
    private final Spares<Integer> spares = new Spares<>(() -> ++made);

    @Test
    void shouldLendAgainWhatCameBack() {
        // Given
        int first = spares.take();
        spares.give(first);

        // When
        int second = spares.take();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void shouldMakeNewOnesWhenAllAreLentAndKeepNoMoreThanItsPlaces() {
        // Given
        List<Integer> lent = new ArrayList<>();
        for (int taken = 0; taken < 20; taken++) {
            lent.add(spares.take());
        }

        // When
        lent.forEach(spares::give);
        List<Integer> again = new ArrayList<>();
        for (int taken = 0; taken < 20; taken++) {
            again.add(spares.take());
        }

        // Then
        assertThat(lent).doesNotHaveDuplicates();
        assertThat(again).doesNotHaveDuplicates();
        assertThat(made).isEqualTo(20 + 20 - 8);
        assertThat(new HashSet<>(lent)).containsAll(again.subList(0, 8));
    }
}
