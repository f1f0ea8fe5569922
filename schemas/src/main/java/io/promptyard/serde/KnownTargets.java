package io.promptyard.serde;

import io.promptyard.model.Target;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Targets by their two names, the last one met in each of so many places: a record of a decision names a dozen, the next one the same.
 * Who gets the same object again compares it by identity. Safe for many threads.
 */
final class KnownTargets {
    private static final int PLACES = 1024;

    private final AtomicReferenceArray<Target> places = new AtomicReferenceArray<>(PLACES);

    /** @throws IllegalArgumentException like {@link Target#of} */
    Target of(String provider, String model) {
        int hash = 31 * provider.hashCode() + model.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Target known = places.getPlain(place);
        if (known != null
                && known.model().value().equals(model)
                && known.provider().value().equals(provider)) {
            return known;
        }
        Target met = Target.of(provider, model);
        places.set(place, met);
        return met;
    }
}
