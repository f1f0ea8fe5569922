package io.promptyard.standalone.config;

import io.promptyard.router.config.ConfigProblem;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups whose members may not stand in, or not for long. These are warnings and no errors: with an error a process that is started
 * again in the night after the evidence ran out would serve nobody, where without a stand-in it serves almost all.
 */
final class StandInWarnings {
    private static final Duration SOON = Duration.ofDays(7);

    private StandInWarnings() {}

    static List<ConfigProblem> of(RouterConfig config, Instant now) {
        List<ConfigProblem> warnings = new ArrayList<>();
        for (RouteConfig route : config.routes()) {
            FallbackGroup group =
                    route.fallback() == null ? null : config.groups().get(route.fallback());
            if (group != null && !route.allowUnverified()) {
                warn(group, now, warnings);
            }
        }
        return warnings.stream().distinct().toList();
    }

    private static void warn(FallbackGroup group, Instant now, List<ConfigProblem> warnings) {
        String path = "groups." + group.name() + ".verified";
        Instant expires = group.expires();
        if (group.verifiedTasks().isEmpty()) {
            warnings.add(new ConfigProblem(path + ".tasks", "nobody stands in on any task", "none"));
        } else if (expires != null && !now.isBefore(expires)) {
            warnings.add(new ConfigProblem(
                    path + ".expires", "the evidence has expired, nobody stands in", expires.toString()));
        } else if (expires != null && !now.plus(SOON).isBefore(expires)) {
            warnings.add(
                    new ConfigProblem(path + ".expires", "the evidence expires within a week", expires.toString()));
        }
    }
}
