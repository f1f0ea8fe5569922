package io.promptyard.standalone.letters;

import org.jspecify.annotations.Nullable;

/** Where a redrive is to go: a route by name, a model as a client writes it; null for what the prompt itself says. */
public record RedriveTarget(
        @Nullable String route, @Nullable String model) {
    public static final RedriveTarget ORIGINAL = new RedriveTarget(null, null);
}
