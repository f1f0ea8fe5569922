package io.promptyard.model;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Targets by their two names, the last ones met in each of so many pairs of places: a record of a decision names a dozen, the next one and
 * the configuration the same. Who gets the same object again compares it by identity. Safe for many threads.
 */
final class KnownTargets {
    /** Many more than a catalogue has targets; two that fall on the same place have both of a pair. */
    private static final int PLACES = 8192;

    private final AtomicReferenceArray<@Nullable Target> places = new AtomicReferenceArray<>(PLACES);

    /** @throws IllegalArgumentException when one of the names is blank */
    Target of(String provider, String model) {
        int hash = 31 * provider.hashCode() + model.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Target first = places.getPlain(place);
        if (first != null && is(first, provider, model)) {
            return first;
        }
        Target second = places.getPlain(place ^ 1);
        if (second != null && is(second, provider, model)) {
            return second;
        }
        Target met = new Target(new ProviderId(provider), new ModelId(model));
        places.set(place ^ 1, first);
        places.set(place, met);
        return met;
    }

    private static boolean is(Target known, String provider, String model) {
        return known.model().value().equals(model) && known.provider().value().equals(provider);
    }
}
