package io.promptyard.turns;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The integration tests that JUnit finds below a package, for tests of whose turn is when. */
public final class Found {
    private final String packageName;

    public Found(String packageName) {
        this.packageName = packageName;
    }

    /** {@code Class.method} of each, whatever the day. */
    public Set<String> ever() {
        return with();
    }

    /** The same of one day. */
    public Set<String> on(long day) {
        return with(new TurnFilter(new Turns(day, false)));
    }

    /** The same when all are asked for on that day. */
    public Set<String> allOn(long day) {
        return with(new TurnFilter(new Turns(day, true)));
    }

    private Set<String> with(PostDiscoveryFilter... filters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(packageName))
                .filters(includeClassNamePatterns(".*IT"))
                .filters(filters)
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        TestPlan plan = LauncherFactory.create(alone).discover(request);
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .flatMap(each -> each.getSource().stream())
                .flatMap(Found::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> name(TestSource source) {
        return source instanceof MethodSource method
                ? Stream.of(method.getJavaClass().getSimpleName() + "." + method.getMethodName())
                : Stream.empty();
    }
}
