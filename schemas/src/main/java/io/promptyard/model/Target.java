package io.promptyard.model;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A model at a provider: what a prompt can be sent to. Written {@code provider/model}. */
public record Target(ProviderId provider, ModelId model) implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::provider).thenComparing(Target::model);

    private static final KnownTargets KNOWN = new KnownTargets();

    /**
     * Mostly the same object for the same names, so that maps of targets find them by identity.
     *
     * @throws IllegalArgumentException when one of the names is blank
     */
    public static Target of(String provider, String model) {
        return KNOWN.of(provider, model);
    }

    /**
     * Reads {@code provider/model}; the model may hold further slashes.
     *
     * @throws IllegalArgumentException when there is no slash or a side is blank
     */
    public static Target parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("target: must be provider/model (got \"" + text + "\")");
        }
        return of(text.substring(0, slash), text.substring(slash + 1));
    }

    /** Without the detour of a record's own through its parts: maps of targets are asked some hundred times for each prompt. */
    @Override
    public int hashCode() {
        return 31 * provider.value().hashCode() + model.value().hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Target target
                        && model.value().equals(target.model.value())
                        && provider.value().equals(target.provider.value());
    }

    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
