package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.RouteReach;
import java.util.ArrayList;
import java.util.List;

/**
 * Targets that a route names, or a group for it, and that its own constraints keep every prompt from. These are warnings and no errors: others are left,
 * and a constraint beside a longer list may be meant to narrow it.
 */
final class ConstraintWarnings {
    private final RouterConfig config;
    private final RouteReach reach;
    private final List<ConfigProblem> warnings = new ArrayList<>();

    private ConstraintWarnings(RouterConfig config) {
        this.config = config;
        this.reach = new RouteReach(config);
    }

    static List<ConfigProblem> of(RouterConfig config) {
        ConstraintWarnings found = new ConstraintWarnings(config);
        for (int i = 0; i < config.routes().size(); i++) {
            found.warn("routes[" + i + "]", config.routes().get(i));
        }
        return found.warnings;
    }

    private void warn(String path, RouteConfig route) {
        NamedTargets.of(path, route)
                .forEach((at, target) -> warn(at, "never gets a prompt of the route " + route.name(), route, target));
        FallbackGroup group = route.fallback() == null ? null : config.groups().get(route.fallback());
        if (group != null) {
            for (int i = 0; i < group.members().size(); i++) {
                String at = "groups." + group.name() + ".members[" + i + "]";
                warn(
                        at,
                        "never stands in for the route " + route.name(),
                        route,
                        group.members().get(i));
            }
        }
    }

    private void warn(String path, String rule, RouteConfig route, Target target) {
        reach.bars(route.constraints(), target)
                .ifPresent(why -> warnings.add(new ConfigProblem(path, rule + ": " + why, target.toString())));
    }
}
