package io.promptyard.standalone.config;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouteConstraints;
import io.promptyard.router.config.Strategy;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a route's own constraints leave anybody for its prompts, whatever these ask themselves. */
record RouteReach(Map<ProviderId, ProviderConfig> providers) {

    boolean leavesAny(RouteConstraints constraints) {
        return providers.values().stream().anyMatch(each -> leaves(constraints, each));
    }

    /** Of the targets that it names; a provider that is not configured is another's problem. */
    boolean leavesTargets(RouteConfig route) {
        List<ProviderId> named = named(route).stream()
                .map(Target::provider)
                .filter(providers::containsKey)
                .toList();
        return named.isEmpty() || named.stream().anyMatch(each -> leaves(route.constraints(), providers.get(each)));
    }

    private static Collection<Target> named(RouteConfig route) {
        return switch (route.strategy()) {
            case Strategy.Priority priority -> priority.targets();
            case Strategy.Weighted weighted -> weighted.weights().keySet();
            case Strategy.Split split -> split.shares().keySet();
            case Strategy.Sticky sticky -> sticky.targets();
            case Strategy.CheapestCapable cheapest -> route.among();
            case Strategy.BestQuality best -> route.among();
            case Strategy.Ranks ranks -> route.among();
        };
    }

    private static boolean leaves(RouteConstraints constraints, ProviderConfig provider) {
        Set<String> regions = lowerCase(provider.regions());
        return (constraints.allowed().isEmpty() || constraints.allowed().contains(provider.id()))
                && !constraints.denied().contains(provider.id())
                && (constraints.regions().isEmpty()
                        || (!regions.isEmpty() && constraints.regions().containsAll(regions)))
                && (!constraints.zeroRetention() || provider.zeroRetention())
                && (constraints.dataClass() == null
                        || lowerCase(provider.dataClasses()).contains(constraints.dataClass()));
    }

    private static Set<String> lowerCase(Collection<String> names) {
        return names.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
