package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a failure may say: one line of bounded length that never holds the key, though providers like to quote it. */
final class FailureText {
    static final int LONGEST = 500;

    private final Supplier<@Nullable Secret> secret;

    FailureText(@Nullable Secret apiKey) {
        this(() -> apiKey);
    }

    /** For a secret that changes. */
    FailureText(Supplier<@Nullable Secret> secret) {
        this.secret = secret;
    }

    String of(String text) {
        Secret hidden = secret.get();
        String clean = hidden == null || hidden.value().isEmpty() ? text : text.replace(hidden.value(), "***");
        String line = clean.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
