package io.promptyard.router.config;

import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.health.HealthConfig;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a decision depends on, immutable. {@code version} names it in every decision. Only targets whose provider
 * is configured can be chosen; {@code routes} are tried in order.
 */
public record RouterConfig(
        String version,
        SortedMap<ProviderId, ProviderConfig> providers,
        ModelCatalogue catalogue,
        Map<String, Target> aliases,
        Map<String, FallbackGroup> groups,
        List<RouteConfig> routes,
        List<CeilingConfig> ceilings,
        RetryConfig retries,
        LearningConfig learning,
        ClassifierConfig classifier,
        WaitingConfig waiting,
        HealthConfig health) {
    public RouterConfig {
        Objects.requireNonNull(version, "version");
        providers = new TreeMap<>(providers);
        Objects.requireNonNull(catalogue, "catalogue");
        aliases = Map.copyOf(aliases);
        groups = Map.copyOf(groups);
        routes = List.copyOf(routes);
        ceilings = List.copyOf(ceilings);
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(learning, "learning");
        Objects.requireNonNull(classifier, "classifier");
        Objects.requireNonNull(waiting, "waiting");
        Objects.requireNonNull(health, "health");
    }

    /** One whose prompts wait, and whose circuits and cooldowns are, as by default. */
    public RouterConfig(
            String version,
            SortedMap<ProviderId, ProviderConfig> providers,
            ModelCatalogue catalogue,
            Map<String, Target> aliases,
            Map<String, FallbackGroup> groups,
            List<RouteConfig> routes,
            List<CeilingConfig> ceilings,
            RetryConfig retries,
            LearningConfig learning,
            ClassifierConfig classifier) {
        this(
                version,
                providers,
                catalogue,
                aliases,
                groups,
                routes,
                ceilings,
                retries,
                learning,
                classifier,
                WaitingConfig.DEFAULT,
                HealthConfig.DEFAULTS);
    }

    /** One that does not learn, and classifies as it is by default. */
    public RouterConfig(
            String version,
            SortedMap<ProviderId, ProviderConfig> providers,
            ModelCatalogue catalogue,
            Map<String, Target> aliases,
            Map<String, FallbackGroup> groups,
            List<RouteConfig> routes,
            List<CeilingConfig> ceilings,
            RetryConfig retries) {
        this(
                version,
                providers,
                catalogue,
                aliases,
                groups,
                routes,
                ceilings,
                retries,
                LearningConfig.OFF,
                ClassifierConfig.DEFAULT);
    }

    /** Whether any budget is configured: only then are there graphs and topics that keep them. */
    public boolean hasBudgets() {
        return ceilings.stream().anyMatch(ceiling -> ceiling.budget() != null);
    }

    /** Whether any route has a shadow. */
    public boolean hasShadows() {
        return routes.stream().anyMatch(route -> route.shadow() != null);
    }

    /** Whether calls of the router's own are paid from budgets: those of shadows, and the judge's where there are budgets of all that is called. */
    public boolean hasAllowances() {
        return hasShadows() || judgeIsPaidFromBudgets();
    }

    /** Whether there is a judge, and a budget of all that is called. */
    public boolean judgeIsPaidFromBudgets() {
        return classifier.judge() != null && ceilings.stream().anyMatch(CeilingConfig::isOfTheHouse);
    }

    /** In words, which kinds of budgets there are: what a process starts depends on it. */
    public String budgetKinds() {
        return (hasBudgets() ? "some" : "none")
                + (hasShadows() ? ", of shadows" : "")
                + (judgeIsPaidFromBudgets() ? ", for the judge" : "");
    }

    /** Whether there is a keeper of budgets. */
    public boolean hasKeeper() {
        return hasBudgets() || hasAllowances();
    }

    /** The same but for what a running system can switch, which is the other's: its version with it. */
    public RouterConfig switchedTo(RouterConfig other) {
        return new RouterConfig(
                other.version,
                providers,
                other.catalogue,
                other.aliases,
                other.groups,
                other.routes,
                other.ceilings,
                retries,
                learning.exploring(other.learning),
                classifier,
                waiting,
                health);
    }

    /** The same but for its providers. */
    public RouterConfig withProviders(SortedMap<ProviderId, ProviderConfig> others) {
        return new RouterConfig(
                version,
                others,
                catalogue,
                aliases,
                groups,
                routes,
                ceilings,
                retries,
                learning,
                classifier,
                waiting,
                health);
    }
}
