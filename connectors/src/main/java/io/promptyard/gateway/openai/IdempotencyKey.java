package io.promptyard.gateway.openai;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A client's own key for a request: the same key of the same tenant is the same request id, so that the router, which
 * sees an id once, does the rest.
 */
final class IdempotencyKey {
    static final String HEADER = "idempotency-key";
    private static final int BYTES = 16;

    private IdempotencyKey() {}

    static String requestId(String tenant, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(tenant.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
            return "req_" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }
}
