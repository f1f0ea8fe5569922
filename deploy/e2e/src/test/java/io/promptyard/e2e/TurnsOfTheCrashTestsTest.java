package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.promptyard.turns.TurnFilter;
import io.promptyard.turns.Turns;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is found of this module's tests on a day. */
class TurnsOfTheCrashTestsTest {
    private static final int DAYS = 5;

    @Test
    void shouldFindEveryTestWithinTheDaysOfARound() {
        // Given
        Set<String> all = found(List.of());

        // When
        Set<String> within = LongStream.range(0, DAYS)
                .mapToObj(TurnsOfTheCrashTestsTest::on)
                .flatMap(each -> each.stream())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(within).isEqualTo(all).anyMatch(name -> name.startsWith("RollingUpgradeIT."));
    }

    @Test
    void shouldFindSomeCrashTestsAndAllOthersOnEachDay() {
        assertThat(LongStream.range(0, DAYS).mapToObj(TurnsOfTheCrashTestsTest::on))
                .allSatisfy(today -> assertThat(today)
                        .contains("SeparateRolesIT.shouldSayReadyOnTheManagementPortWhenARoleRuns")
                        .anyMatch(TurnsOfTheCrashTestsTest::isOfACrash))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFindEveryTestWhenAllAreAskedFor() {
        // When
        Set<String> found = found(List.of(new TurnFilter(new Turns(0, true))));

        // Then
        assertThat(found).isEqualTo(found(List.of()));
    }

    @Test
    void shouldBeAskedByTheLauncherThatRunsTheTests() {
        assertThat(ServiceLoader.load(PostDiscoveryFilter.class)).hasAtLeastOneElementOfType(TurnFilter.class);
    }

    private static boolean isOfACrash(String name) {
        return List.of("RollingUpgradeIT.", "StepBackIT.", "BudgetsIT.", "CoolingIT.", "KillNineIT.", "StandbyIT.")
                .stream()
                .anyMatch(name::startsWith);
    }

    private static Set<String> on(long day) {
        return found(List.of(new TurnFilter(new Turns(day, false))));
    }

    /** Their class and method. */
    private static Set<String> found(List<PostDiscoveryFilter> filters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage("io.promptyard.e2e"))
                .filters(includeClassNamePatterns(".*IT"))
                .filters(filters.toArray(PostDiscoveryFilter[]::new))
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        TestPlan plan = LauncherFactory.create(alone).discover(request);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(each -> each.getSource().stream())
                .flatMap(TurnsOfTheCrashTestsTest::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> method(TestSource source) {
        return source instanceof MethodSource method
                ? Stream.of(method.getJavaClass().getSimpleName() + "." + method.getMethodName())
                : Stream.empty();
    }
}
