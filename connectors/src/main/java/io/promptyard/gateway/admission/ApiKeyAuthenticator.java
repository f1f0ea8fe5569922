package io.promptyard.gateway.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an {@code Authorization} header opens the gateway. Without keys everybody may enter. Thread-safe; takes
 * the same time for a wrong key as for a right one.
 */
public final class ApiKeyAuthenticator {
    private static final String SCHEME = "Bearer ";

    private final List<Known> keys;

    private record Known(byte[] value, String id) {}

    public ApiKeyAuthenticator(Set<ApiKey> keys) {
        this.keys = keys.stream()
                .map(key -> new Known(key.value().getBytes(StandardCharsets.UTF_8), key.id()))
                .toList();
    }

    /** The outcome of a look at a header. */
    public sealed interface Verdict {

        /** {@code keyId} is {@link ApiKey#id()} of the key; null where none is asked for. */
        record Allowed(@Nullable String keyId) implements Verdict {}

        record Missing() implements Verdict {}

        record Wrong() implements Verdict {}
    }

    public Verdict check(@Nullable String authorization) {
        if (keys.isEmpty()) {
            return new Verdict.Allowed(null);
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Verdict.Missing();
        }
        byte[] given = authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        String id = null;
        for (Known key : keys) {
            id = MessageDigest.isEqual(key.value(), given) ? key.id() : id;
        }
        return id == null ? new Verdict.Wrong() : new Verdict.Allowed(id);
    }
}
