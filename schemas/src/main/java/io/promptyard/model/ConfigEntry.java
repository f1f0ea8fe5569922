package io.promptyard.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the configuration in its topic. Under {@link #ACTIVE} stand the {@code sections} that every instance is to
 * use instead of its file's, as JSON with each {@code ${NAME}} as it was written: never a value out of an environment. Under
 * {@link #instanceKey} an instance says which configuration is in force there: {@code sha256} is that of the published
 * sections it uses, empty for its own file's; {@code restart} are digests of what it would need a restart for; {@code
 * refused} is what it did not take last, and why.
 */
public record ConfigEntry(
        String version,
        Instant at,
        int format,
        @Nullable String sections,
        String sha256,
        Map<String, String> restart,
        @Nullable String refused) {
    /** Key of what every instance is to use. */
    public static final String ACTIVE = "active";

    /** What we write and can read; a later one means something that we do not know. */
    public static final int FORMAT = 1;

    private static final String INSTANCE = "instance/";

    public ConfigEntry {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(sha256, "sha256");
        restart = Map.copyOf(restart);
    }

    public static ConfigEntry published(String version, Instant at, String sections, String sha256) {
        return new ConfigEntry(version, at, FORMAT, sections, sha256, Map.of(), null);
    }

    /** Key of what an instance says of itself. */
    public static String instanceKey(String name) {
        return INSTANCE + name;
    }

    /** The instance that speaks under a key; null when it is none. */
    public static @Nullable String instanceOf(String key) {
        return key.startsWith(INSTANCE) ? key.substring(INSTANCE.length()) : null;
    }
}
