package io.promptyard.router.config;

import io.promptyard.model.ProviderId;
import java.util.Set;

/** Which providers a route's prompts may be given to: those allowed, all where none is named, without those denied. */
public record ProviderLists(Set<ProviderId> allowed, Set<ProviderId> denied) {
    /** Any provider. */
    public static final ProviderLists ANY = new ProviderLists(Set.of(), Set.of());

    public ProviderLists {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }
}
