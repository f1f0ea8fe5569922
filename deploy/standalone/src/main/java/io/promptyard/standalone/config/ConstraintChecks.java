package io.promptyard.standalone.config;

import io.promptyard.model.ProviderId;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteReach;
import io.promptyard.standalone.config.keys.NearestKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Constraints of routes that leave nobody: of the route's own targets, of an arm of its canary, of what its shadow copies to, or of the group that it falls
 * back to. The gate would refuse each call, one by one. Where an earlier problem makes it unclear what is meant, nothing is said.
 */
final class ConstraintChecks {
    private static final Pattern TERMS_OF_A_PROVIDER =
            Pattern.compile("providers\\.[^.]+\\.(regions|zero-retention|data-classes)");

    private final RouterConfig config;
    private final Problems problems;
    private final RouteReach reach;

    ConstraintChecks(RouterConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
        this.reach = new RouteReach(config);
    }

    void check(String path, RouteConfig route) {
        String at = path + ".constraints";
        RouteConstraints constraints = route.constraints();
        providers(at + ".providers", constraints.allowed());
        providers(at + ".not-providers", constraints.denied());
        if (problems.within(at) || asksTerms(constraints) && problems.within(TERMS_OF_A_PROVIDER)) {
            return;
        }
        own(path, at, route);
        group(at, route);
    }

    private void own(String path, String at, RouteConfig route) {
        RouteConstraints constraints = route.constraints();
        if (!problems.within(path + ".strategy") && !problems.within(path + ".among") && !reach.leavesTargets(route)) {
            none(at, "targets that the route picks among");
        }
        if (route.canary() != null && !problems.within(path + ".canary")) {
            route.canary().arms().stream()
                    .filter(arm -> !leaves(constraints, arm))
                    .forEach(arm -> none(at, "targets of its canary's arm " + arm.name()));
        }
        if (route.shadow() != null
                && !problems.within(path + ".shadow.to")
                && !reach.leaves(constraints, route.shadow().to())) {
            none(at, "targets that its shadow copies to");
        }
    }

    private void group(String at, RouteConfig route) {
        FallbackGroup group = route.fallback() == null ? null : config.groups().get(route.fallback());
        if (group != null
                && !problems.within("groups." + group.name())
                && !reach.leaves(route.constraints(), group.members())) {
            none(at, "members of the group that it falls back to, " + group.name());
        }
    }

    private boolean leaves(RouteConstraints constraints, CanaryConfig.Arm arm) {
        return reach.leaves(constraints, arm.strategy(), arm.among());
    }

    private void none(String path, String ofWhat) {
        problems.error(path, "must leave at least one of the " + ofWhat, "none");
    }

    private static boolean asksTerms(RouteConstraints constraints) {
        return !constraints.regions().isEmpty() || constraints.zeroRetention() || constraints.dataClass() != null;
    }

    private void providers(String path, Set<ProviderId> named) {
        Collection<ProviderId> known = config.providers().keySet();
        List<String> words = known.stream().map(ProviderId::value).toList();
        named.stream()
                .filter(each -> !known.isEmpty() && !known.contains(each))
                .sorted()
                .forEach(each ->
                        problems.error(path, "unknown provider" + NearestKey.words(each.value(), words), each.value()));
    }
}
