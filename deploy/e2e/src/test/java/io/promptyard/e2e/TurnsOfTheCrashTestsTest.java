package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.turns.Found;
import io.promptyard.turns.TurnFilter;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** What is found of this module's tests on a day. */
class TurnsOfTheCrashTestsTest {
    private static final int DAYS = 5;

    private final Found found = new Found("io.promptyard.e2e");

    @Test
    void shouldFindEveryTestWithinTheDaysOfARound() {
        // When
        Set<String> within = days().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(within).isEqualTo(found.ever()).anyMatch(name -> name.startsWith("RollingUpgradeIT."));
    }

    @Test
    void shouldFindSomeCrashTestsAndAllOthersOnEachDay() {
        // Given
        Set<String> ofCrashes = new Found("io.promptyard.e2e.crash").ever();

        // Then
        assertThat(days())
                .allSatisfy(today -> assertThat(today)
                        .contains("SeparateRolesIT.shouldSayReadyOnTheManagementPortWhenARoleRuns")
                        .containsAnyElementsOf(ofCrashes))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFindEveryTestWhenAllAreAskedFor() {
        assertThat(found.allOn(0)).isEqualTo(found.ever());
    }

    @Test
    void shouldBeAskedByTheLauncherThatRunsTheTests() {
        assertThat(ServiceLoader.load(PostDiscoveryFilter.class)).hasAtLeastOneElementOfType(TurnFilter.class);
    }

    private Stream<Set<String>> days() {
        return LongStream.range(0, DAYS).mapToObj(found::on);
    }
}
