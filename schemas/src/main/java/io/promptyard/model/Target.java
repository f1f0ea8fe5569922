package io.promptyard.model;

import java.util.Comparator;

/** A model at a provider: what a prompt can be sent to. Written {@code provider/model}. */
public record Target(ProviderId provider, ModelId model) implements Comparable<Target> {
    private static final Comparator<Target> ORDER =
            Comparator.comparing(Target::provider).thenComparing(Target::model);

    public static Target of(String provider, String model) {
        return new Target(new ProviderId(provider), new ModelId(model));
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

    @Override
    public int compareTo(Target other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
