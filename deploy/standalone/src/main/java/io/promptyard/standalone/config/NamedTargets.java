package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.Strategy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every target that a route names itself, by where it stands in the configuration. */
final class NamedTargets {
    private final Map<String, Target> byPath = new LinkedHashMap<>();

    private NamedTargets() {}

    /** @param path of the route */
    static Map<String, Target> of(String path, RouteConfig route) {
        NamedTargets named = new NamedTargets();
        named.strategy(path + ".strategy", route.strategy());
        named.list(path + ".among", route.among());
        if (route.canary() != null) {
            route.canary().arms().forEach(arm -> named.arm(path + ".canary." + arm.name(), arm));
        }
        if (route.shadow() != null) {
            named.list(path + ".shadow.to", route.shadow().to());
        }
        return named.byPath;
    }

    private void arm(String path, CanaryConfig.Arm arm) {
        if (arm.strategy() instanceof Strategy.Priority priority) {
            list(path, priority.targets());
        } else {
            strategy(path + ".strategy", arm.strategy());
        }
        list(path + ".among", arm.among());
    }

    private void strategy(String path, Strategy strategy) {
        switch (strategy) {
            case Strategy.Priority priority -> list(path + ".priority", priority.targets());
            case Strategy.Weighted weighted ->
                keys(path + ".weighted", weighted.weights().keySet());
            case Strategy.Split split -> keys(path + ".split", split.shares().keySet());
            case Strategy.Sticky sticky -> list(path + ".sticky.targets", sticky.targets());
            case Strategy.QualityPerDollar value -> {}
            case Strategy.LowestLatency latency -> {}
            case Strategy.LeastBusy busy -> {}
            case Strategy.Headroom headroom -> {}
            case Strategy.CheapestCapable cheapest -> {}
            case Strategy.BestQuality best -> {}
        }
    }

    private void list(String path, List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            byPath.put(path + "[" + i + "]", targets.get(i));
        }
    }

    private void keys(String path, Collection<Target> targets) {
        targets.forEach(each -> byPath.put(path + "." + each, each));
    }
}
