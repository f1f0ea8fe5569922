package io.promptyard.simulator;

import java.util.regex.Pattern;

/** A model name with {@code *} for any number of characters. */
public record Glob(String text) {

    boolean matches(String name) {
        return pattern().matcher(name).matches();
    }

    private Pattern pattern() {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
    }
}
