package io.promptyard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.turns.Found;
import io.promptyard.turns.TurnFilter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** What is found of this module's tests on a day. */
class TurnsOfTheChaosTestsTest {
    private static final int DAYS = 3;

    private final Found found = new Found("io.promptyard.chaos");

    @Test
    void shouldFindOneTestADayAndEachWithinThreeDays() {
        // When
        List<Set<String>> days = LongStream.range(0, DAYS).mapToObj(found::on).toList();

        // Then
        assertThat(days).allSatisfy(today -> assertThat(today).hasSize(1));
        assertThat(days.stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(found.ever());
    }

    @Test
    void shouldFindEveryTestWhenAllAreAskedFor() {
        assertThat(found.allOn(0)).isEqualTo(found.ever()).hasSize(DAYS);
    }

    @Test
    void shouldBeAskedByTheLauncherThatRunsTheTests() {
        assertThat(ServiceLoader.load(PostDiscoveryFilter.class)).hasAtLeastOneElementOfType(TurnFilter.class);
    }
}
