package io.promptyard.router.policy;

import io.promptyard.model.Constraints;
import io.promptyard.router.config.RouteConstraints;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which providers may be given a prompt: what it says itself, in lower case, and what its route says; both hold. {@code dataClass} null
 * where it is not classified.
 */
record Recipients(
        List<String> allowed,
        List<String> denied,
        RouteConstraints ofRoute,
        @Nullable String dataClass) {

    static Recipients of(Constraints constraints, RouteConstraints ofRoute) {
        String dataClass = constraints.dataClass();
        return new Recipients(
                Offer.lowerCase(constraints.providers()),
                Offer.lowerCase(constraints.notProviders()),
                ofRoute,
                dataClass == null ? null : dataClass.toLowerCase(Locale.ROOT));
    }
}
