package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import org.jspecify.annotations.Nullable;

/** What a failure may say: one line of bounded length that never holds the key, though providers like to quote it. */
final class FailureText {
    static final int LONGEST = 500;

    private final @Nullable Secret apiKey;

    FailureText(@Nullable Secret apiKey) {
        this.apiKey = apiKey;
    }

    String of(String text) {
        String clean = apiKey == null || apiKey.value().isEmpty() ? text : text.replace(apiKey.value(), "***");
        String line = clean.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
