package io.promptyard.standalone.plot;

import java.util.List;

/** What things of a plot look like, as attributes of SVG elements. */
enum Paint {
    /** For a file of its own: fixed colours, readable on light and on dark paper because it brings its own. */
    PAPER("stroke=\"#dddddd\"", "fill=\"#444444\"", "fill=\"#222222\""),
    /** Within a page, which colours the classes. */
    PAGE("class=\"grid\"", "class=\"number\"", "class=\"word\"");

    private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#5f9e6e", "#8a6bbe");

    private final String grid;
    private final String number;
    private final String word;

    Paint(String grid, String number, String word) {
        this.grid = grid;
        this.number = number;
        this.word = word;
    }

    /** How far words stand below what they mark: a page may show them larger. */
    int drop() {
        return this == PAGE ? 26 : 18;
    }

    String grid() {
        return grid;
    }

    String number() {
        return number;
    }

    String word() {
        return word;
    }

    String line(int series) {
        return this == PAGE ? "class=\"line s" + series + "\"" : "stroke=\"" + colour(series) + "\"";
    }

    String ink(int series) {
        return this == PAGE ? "class=\"ink s" + series + "\"" : "fill=\"" + colour(series) + "\"";
    }

    private static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }
}
