package io.promptyard.model;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt from the log, or a pointer to it: under its {@code version} as key stand the {@code weights}, in
 * {@code format}; under {@link #ACTIVE} and {@link #PIN} a record without weights says which version is to be used. A pin
 * that holds goes before what is active. The buffer is read-only.
 */
public record LearnedModel(
        String version,
        String base,
        Instant createdAt,
        long labels,
        Map<String, Double> metrics,
        String format,
        String sha256,
        @Nullable ByteBuffer weights,
        boolean pinned,
        @Nullable Instant labelsSince) {
    /** Key of the pointer that learning sets. */
    public static final String ACTIVE = "active";

    /** Key of the pointer that an operator sets. */
    public static final String PIN = "pin";

    /** The version that needs no record: what ships with the router. */
    public static final String BUILT_IN = "built-in";

    public LearnedModel {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(createdAt, "createdAt");
        metrics = Map.copyOf(metrics);
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(sha256, "sha256");
        weights = weights == null ? null : weights.asReadOnlyBuffer();
    }

    /** A pointer that learning sets: what is to be used, and what was before. */
    public static LearnedModel active(String version, String base, Instant at) {
        return new LearnedModel(version, base, at, 0, Map.of(), "", "", null, false, null);
    }

    /** A pointer that an operator sets; while {@code pinned} nothing is learnt. */
    public static LearnedModel pin(String version, String base, Instant at, boolean pinned, @Nullable Instant since) {
        return new LearnedModel(version, base, at, 0, Map.of(), "", "", null, pinned, since);
    }
}
