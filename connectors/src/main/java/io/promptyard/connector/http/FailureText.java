package io.promptyard.connector.http;

import io.promptyard.connector.Secret;
import java.util.List;
import java.util.function.Supplier;

/** What a failure may say: one line of bounded length that never holds a key, though providers like to quote it. */
final class FailureText {
    static final int LONGEST = 500;

    /** Where no key was sent. */
    static final FailureText OPEN = new FailureText(List::of);

    private final Supplier<List<Secret>> secrets;

    /** @param secrets what it never holds, whatever it is at the time */
    FailureText(Supplier<List<Secret>> secrets) {
        this.secrets = secrets;
    }

    String of(String text) {
        String clean = text;
        for (Secret hidden : secrets.get()) {
            clean = hidden.value().isEmpty() ? clean : clean.replace(hidden.value(), "***");
        }
        String line = clean.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
