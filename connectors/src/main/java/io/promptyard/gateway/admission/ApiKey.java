package io.promptyard.gateway.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A key that opens the gateway; never printed, not blank. {@code name} is what records call it, null for its fingerprint. */
public record ApiKey(String value, @Nullable String name) {
    private static final int FINGERPRINT_BYTES = 6;

    public ApiKey {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("gateway.api-keys: must not be blank (got \"***\")");
        }
    }

    public ApiKey(String value) {
        this(value, null);
    }

    /** Who comes with it, as records, budgets and limits say: the same on every instance and after every restart. */
    public String id() {
        return name != null ? name : "key-" + HexFormat.of().formatHex(digest(), 0, FINGERPRINT_BYTES);
    }

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
