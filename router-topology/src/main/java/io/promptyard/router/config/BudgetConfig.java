package io.promptyard.router.config;

import io.promptyard.model.BudgetUnit;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What may be spent within windows, USD, and what may be asked for within a minute: {@code rates}, requests or tokens.
 * {@code name} is what its spend is kept under. Each value of {@code per} has a
 * budget of its own: each tenant, for instance. {@code routes} and {@code providers} narrow what it is for, empty for
 * all.
 */
public record BudgetConfig(
        String name,
        Map<BudgetWindow, BigDecimal> limits,
        ZoneId zone,
        List<Per> per,
        Set<String> routes,
        Set<String> providers,
        Map<BudgetUnit, Long> rates) {
    public BudgetConfig {
        Objects.requireNonNull(name, "name");
        limits = limits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(limits));
        Objects.requireNonNull(zone, "zone");
        per = List.copyOf(per);
        routes = Set.copyOf(routes);
        providers = Set.copyOf(providers);
        rates = rates.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(rates));
    }

    /** One of money alone. */
    public BudgetConfig(
            String name,
            Map<BudgetWindow, BigDecimal> limits,
            ZoneId zone,
            List<Per> per,
            Set<String> routes,
            Set<String> providers) {
        this(name, limits, zone, per, routes, providers, Map.of());
    }

    /** What a budget is held for each value of. {@code tag} names the tag, and is empty for every other kind. */
    public record Per(Kind kind, String tag) {

        /** A property of a prompt, or of where it goes. */
        public enum Kind {
            TENANT,
            /** The API key that a prompt came with, by its name or fingerprint. */
            KEY,
            ENDPOINT,
            ROUTE,
            PROVIDER,
            MODEL,
            TAG
        }

        /** As a configuration spells it: {@code tenant}, {@code tag:team}. */
        public String label() {
            String word = kind.name().toLowerCase(Locale.ROOT);
            return kind == Kind.TAG ? word + ":" + tag : word;
        }
    }
}
