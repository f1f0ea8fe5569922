package io.promptyard.standalone.config;

import io.promptyard.connector.catalogue.CatalogueReader;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.router.config.CanaryConfig;
import io.promptyard.router.config.JudgeConfig;
import io.promptyard.router.config.RouteConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.config.Strategy;
import io.promptyard.standalone.config.keys.NearestKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What no section can see alone: names that lead nowhere, and routes that nothing can reach. */
final class ConfigCrossChecks {
    private static final String ALIASES = "aliases.";

    private final RouterConfig config;
    private final Problems problems;

    private ConfigCrossChecks(RouterConfig config, Problems problems) {
        this.config = config;
        this.problems = problems;
    }

    static void check(RouterConfig config, Problems problems) {
        ConfigCrossChecks checks = new ConfigCrossChecks(config, problems);
        checks.models();
        checks.aliases();
        config.groups().forEach((name, group) -> {
            checks.someTargets("groups." + name + ".members", group.members());
        });
        checks.judge();
        checks.routes();
    }

    /**
     * Routes that a provider names. Only of a file as it is: published routes are read over it without a restart, and one that they
     * lack is one that no call goes by.
     */
    static void hangUps(RouterConfig config, Problems problems) {
        List<String> routes = config.routes().stream().map(RouteConfig::name).toList();
        config.providers()
                .forEach((id, provider) -> provider.onHangUp().byRoute().keySet().stream()
                        .filter(name -> !routes.contains(name))
                        .sorted()
                        .forEach(name -> problems.error(
                                HangUpKeys.byRoute("providers." + id.value(), name),
                                "unknown route" + nearest(name, routes),
                                name)));
    }

    private void models() {
        Set<Target> builtIn = new HashSet<>();
        CatalogueReader.builtIn().all().forEach(model -> builtIn.add(model.target()));
        config.catalogue().all().forEach(model -> {
            Target target = model.target();
            // The built-in catalogue speaks of providers that a configuration need not have.
            if (!builtIn.contains(target) && !config.providers().containsKey(target.provider())) {
                unknownProvider("models." + target, target);
            }
        });
    }

    private void aliases() {
        Set<String> plain = config.catalogue().all().stream()
                .filter(model -> config.providers().containsKey(model.target().provider()))
                .map(model -> model.target().model().value())
                .collect(Collectors.toSet());
        Predicate<String> isTarget = name ->
                TargetNames.parse(name).flatMap(config.catalogue()::find).isPresent();
        config.aliases().forEach((name, target) -> {
            String path = ALIASES + name;
            if (name.equals(PromptRequest.AUTO) || plain.contains(name) || isTarget.test(name)) {
                problems.error(path, "must not shadow auto or a model", name);
            }
            target(path, target);
        });
    }

    private void judge() {
        JudgeConfig judge = config.classifier().judge();
        if (judge != null) {
            answering("classifier.judge.model", judge.model());
        }
    }

    private void someTargets(String path, List<Target> targets) {
        some(path, targets);
        targets(path, targets);
    }

    /** Where some could not be read, that is told already. */
    private void some(String path, Collection<Target> targets) {
        if (targets.isEmpty() && !problems.within(path)) {
            problems.error(path, "must name at least one", "none");
        }
    }

    private void targets(String path, List<Target> targets) {
        for (int i = 0; i < targets.size(); i++) {
            answering(path + "[" + i + "]", targets.get(i));
            if (targets.indexOf(targets.get(i)) < i) {
                problems.error(
                        path + "[" + i + "]",
                        "must not stand twice",
                        targets.get(i).toString());
            }
        }
    }

    /** One that prompts are sent to. */
    private void answering(String path, Target target) {
        target(path, target);
        if (config.catalogue().find(target).filter(spec -> !spec.chats()).isPresent()) {
            problems.error(path, "must be a model that answers prompts, not one of embeddings", target.toString());
        }
    }

    private void target(String path, Target target) {
        boolean toldAtAlias = !path.startsWith(ALIASES)
                && config.aliases().entrySet().stream()
                        .anyMatch(
                                alias -> alias.getValue().equals(target) && problems.within(ALIASES + alias.getKey()));
        if (toldAtAlias) {
            return;
        }
        if (!config.providers().containsKey(target.provider())) {
            unknownProvider(path, target);
        } else if (config.catalogue().find(target).isEmpty()) {
            List<String> models = config.catalogue().all().stream()
                    .map(model -> model.target())
                    .filter(each -> each.provider().equals(target.provider()))
                    .map(Target::toString)
                    .toList();
            problems.error(path, "unknown model" + nearest(target.toString(), models), target.toString());
        }
    }

    private void unknownProvider(String path, Target target) {
        unknownProvider(path, target.provider(), target.toString());
    }

    private void unknownProvider(String path, ProviderId provider, String written) {
        if (config.providers().isEmpty()) {
            return; // one problem, and told
        }
        List<String> providers =
                config.providers().keySet().stream().map(ProviderId::value).toList();
        problems.error(path, "unknown provider" + nearest(provider.value(), providers), written);
    }

    private static String nearest(String word, Collection<String> known) {
        return NearestKey.words(word, known);
    }

    private void routes() {
        if (config.routes().isEmpty()) {
            problems.error("routes", "must name at least one", "none");
        }
        Map<String, Integer> names = new HashMap<>();
        List<RouteConfig> earlier = new ArrayList<>();
        ConstraintChecks constraints = new ConstraintChecks(config, problems);
        for (int i = 0; i < config.routes().size(); i++) {
            RouteConfig route = config.routes().get(i);
            String path = "routes[" + i + "]";
            Integer first = names.putIfAbsent(route.name(), i);
            if (first != null && !route.name().isEmpty()) {
                problems.error(path + ".name", "must not be that of routes[" + first + "]", route.name());
            }
            // A rule that could not be read is gone from the match, which would then seem to take everything.
            boolean readable = !problems.within(path + ".match");
            if (readable) {
                reach(path, route, earlier);
            }
            fallback(path, route);
            strategy(path + ".strategy", route.strategy());
            targets(path + ".among", route.among());
            if (route.canary() != null) {
                route.canary().arms().forEach(arm -> arm(path + ".canary." + arm.name(), arm));
            }
            if (route.shadow() != null) {
                targets(path + ".shadow.to", route.shadow().to());
            }
            constraints.check(path, route);
            if (readable) {
                earlier.add(route);
            }
        }
    }

    private void arm(String path, CanaryConfig.Arm arm) {
        if (arm.strategy() instanceof Strategy.Priority priority) {
            targets(path, priority.targets());
        } else {
            strategy(path + ".strategy", arm.strategy());
        }
        targets(path + ".among", arm.among());
    }

    private void reach(String path, RouteConfig route, List<RouteConfig> earlier) {
        Optional<String> contradiction = MatchCover.contradiction(route.match());
        if (contradiction.isPresent()) {
            problems.error(path + ".match", "can never match, it contradicts itself", contradiction.get());
            return;
        }
        earlier.stream()
                .filter(each -> MatchCover.covers(each.match(), route.match()))
                .findFirst()
                .ifPresent(each -> problems.error(
                        path + ".match", "can never match, an earlier route takes all of it", each.name()));
    }

    private void fallback(String path, RouteConfig route) {
        if (route.allowUnverified() && route.fallback() == null) {
            problems.error(path + ".allow-unverified", "needs a fallback", "true");
        }
        if (route.fallback() != null && !config.groups().containsKey(route.fallback())) {
            problems.error(
                    path + ".fallback",
                    "unknown group" + nearest(route.fallback(), config.groups().keySet()),
                    route.fallback());
        }
    }

    private void shares(String path, Map<Target, Integer> shares) {
        some(path, shares.keySet());
        shares.keySet().forEach(each -> answering(path + "." + each, each));
    }

    private void strategy(String path, Strategy strategy) {
        switch (strategy) {
            case Strategy.Priority priority -> someTargets(path + ".priority", priority.targets());
            case Strategy.Weighted weighted -> shares(path + ".weighted", weighted.weights());
            case Strategy.Split split -> shares(path + ".split", split.shares());
            case Strategy.Sticky sticky -> someTargets(path + ".sticky.targets", sticky.targets());
            case Strategy.QualityPerDollar value -> {}
            case Strategy.LowestLatency latency -> {}
            case Strategy.LeastBusy busy -> {}
            case Strategy.Headroom headroom -> {}
            case Strategy.CheapestCapable cheapest -> {}
            case Strategy.BestQuality best -> {}
        }
    }
}
