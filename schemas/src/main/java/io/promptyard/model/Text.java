package io.promptyard.model;

/** Argument checks that ids and names share. */
final class Text {
    private Text() {}

    static String required(String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(what + ": must not be blank (got \"" + value + "\")");
        }
        return value;
    }

    static double unit(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + ": must be between 0 and 1 (got " + value + ")");
        }
        return value;
    }
}
