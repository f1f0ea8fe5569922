package io.promptyard.simulator;

/** A model name with {@code *} for any number of characters. */
public record Glob(String text) {

    boolean matches(String name) {
        var at = 0;
        var in = 0;
        var star = -1;
        var resume = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                // Let the last star take one character more and try the rest again.
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }
}
