package io.promptyard.router.config;

import io.promptyard.model.ProviderId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To whom a route's prompts may be given, whatever they say themselves: both hold. {@code allowed} are the only providers, all where none is named, without those
 * {@code denied}; {@code regions} are the only ones that may process them, any where none is named; {@code zeroRetention} wants providers that assure it;
 * {@code dataClass} is what all of them count as, null for none. Regions and classes in lower case.
 */
public record RouteConstraints(
        Set<ProviderId> allowed,
        Set<ProviderId> denied,
        List<String> regions,
        boolean zeroRetention,
        @Nullable String dataClass) {
    /** Any provider. */
    public static final RouteConstraints ANY = new RouteConstraints(Set.of(), Set.of());

    public RouteConstraints {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
        regions = regions.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
        dataClass = dataClass == null ? null : dataClass.toLowerCase(Locale.ROOT);
    }

    /** Of providers by name alone. */
    public RouteConstraints(Set<ProviderId> allowed, Set<ProviderId> denied) {
        this(allowed, denied, List.of(), false, null);
    }
}
