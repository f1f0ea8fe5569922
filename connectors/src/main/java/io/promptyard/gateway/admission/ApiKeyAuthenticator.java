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

    private final List<byte[]> keys;

    public ApiKeyAuthenticator(Set<ApiKey> keys) {
        this.keys = keys.stream()
                .map(key -> key.value().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The outcome of a look at a header. */
    public enum Verdict {
        ALLOWED,
        MISSING,
        WRONG
    }

    public Verdict check(@Nullable String authorization) {
        if (keys.isEmpty()) {
            return Verdict.ALLOWED;
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Verdict.MISSING;
        }
        byte[] given = authorization.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(key, given);
        }
        return known ? Verdict.ALLOWED : Verdict.WRONG;
    }
}
