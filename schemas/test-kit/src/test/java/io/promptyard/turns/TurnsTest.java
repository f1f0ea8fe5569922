package io.promptyard.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    @Test
    void shouldComeOnceWithinTheDaysWhenEachHasItsTurn() {
        // When
        Stream<String> within = days(0, 5).flatMap(turns -> turns.of(FIVE, 5));

        // Then
        assertThat(within).containsExactlyElementsOf(FIVE);
    }

    @Test
    void shouldComeSeveralADayWhenThereAreMoreThanDays() {
        // When
        List<String> even = on(20).of(FIVE, 2).toList();
        List<String> odd = on(21).of(FIVE, 2).toList();

        // Then
        assertThat(even).containsExactly("a", "c", "e");
        assertThat(odd).containsExactly("b", "d");
    }

    @Test
    void shouldComeOnEveryDayWhenAllAreAskedFor() {
        // Given
        Turns all = new Turns(3, true);

        // Then
        assertThat(all.of(FIVE, 5)).containsExactlyElementsOf(FIVE);
        assertThat(all.everySoManyDays(4).of(FIVE, 5)).containsExactlyElementsOf(FIVE);
        assertThat(all.has(1, 5)).isTrue();
    }

    @Test
    void shouldMeetEveryChoiceWhenItIsMadeOnOneDayOfARound() {
        // Given
        Stream<Turns> itsDays = days(0, 20).filter(turns -> turns.has(1, 4));

        // When
        Stream<String> chosen =
                itsDays.flatMap(turns -> turns.everySoManyDays(4).of(FIVE, 5));

        // Then
        assertThat(chosen).containsExactlyElementsOf(FIVE);
    }

    @Test
    void shouldRefuseATurnThatNeverComes() {
        assertThatThrownBy(() -> on(7).has(5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("turn: at least 0 and below 5 (got 5)");
    }

    private static Stream<Turns> days(long from, long to) {
        return LongStream.range(from, to).mapToObj(TurnsTest::on);
    }

    private static Turns on(long day) {
        return new Turns(day, false);
    }
}
