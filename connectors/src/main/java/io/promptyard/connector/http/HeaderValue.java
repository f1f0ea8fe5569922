package io.promptyard.connector.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Makes any id fit for a header: request ids are record keys, and those may hold anything. */
final class HeaderValue {
    private static final Pattern SAFE = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private HeaderValue() {}

    /** The id itself where a header can carry it, else a digest of it: the same for the same id. */
    static String of(String id) {
        return SAFE.matcher(id).matches() ? id : digest(id);
    }

    private static String digest(String id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
