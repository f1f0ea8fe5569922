package io.promptyard.router.policy;

import io.promptyard.model.Redrive;
import io.promptyard.model.Target;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes in order, each with its targets drawn. Immutable. */
final class RouteTable {
    private final List<Plan> plans;

    /** A route, the targets it picks among, and who may stand in; {@code group} null means the route's own list. */
    record Plan(
            RouteConfig route,
            Stage first,
            @Nullable Stage group,
            Arms arms,
            @Nullable Shadowing shadow) {

        /** Of the route's strategy, which a model that the client named by itself is not chosen by. */
        @Nullable
        BigDecimal ceiling(Asked asked) {
            return asked instanceof Asked.Any && route.strategy() instanceof Strategy.BestQuality best
                    ? best.maxCostUsd()
                    : null;
        }
    }

    RouteTable(RouterConfig config, Offers offers) {
        plans = config.routes().stream()
                .map(route -> plan(route, config, offers))
                .toList();
    }

    /** The route that a redrive asks for by name, whatever it matches; else the first that the prompt matches. */
    Optional<Plan> match(Subject subject) {
        Redrive redrive = subject.request().redrive();
        if (redrive != null && redrive.route() != null) {
            return plans.stream()
                    .filter(plan -> plan.route().name().equals(redrive.route()))
                    .findFirst();
        }
        for (Plan plan : plans) {
            if (MatchRules.matches(plan.route().match(), subject)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    private static Plan plan(RouteConfig route, RouterConfig config, Offers offers) {
        Stage first = new Stage(pool(route.strategy(), route.among(), offers), route.strategy(), null, false);
        Arms arms = Arms.of(route.name(), route.canary(), offers);
        Shadowing shadow = Shadowing.of(route.name(), route.shadow(), offers);
        if (route.fallback() == null) {
            return new Plan(route, first, null, arms, shadow);
        }
        // A group that is not defined has no members: nobody may stand in.
        FallbackGroup group = config.groups().get(route.fallback());
        return new Plan(
                route,
                first,
                group == null
                        ? new Stage(List.of(), new Strategy.Priority(List.of()), null, true)
                        : new Stage(
                                offers.of(group.members()),
                                new Strategy.Priority(group.members()),
                                route.allowUnverified() ? null : Evidence.of(group),
                                true),
                arms,
                shadow);
    }

    /** What a strategy picks from. */
    static List<Offer> pool(Strategy strategy, List<Target> among, Offers offers) {
        List<Offer> any = among.isEmpty() ? offers.configured() : offers.of(among);
        return switch (strategy) {
            case Strategy.CheapestCapable cheapest -> any;
            case Strategy.BestQuality best -> any;
            case Strategy.Ranks ranks -> any;
            case Strategy.Priority priority -> offers.of(priority.targets());
            case Strategy.Weighted weighted -> offers.of(weighted.weights().keySet());
            case Strategy.Split split -> offers.of(split.shares().keySet());
            case Strategy.Sticky sticky -> offers.of(sticky.targets());
        };
    }
}
