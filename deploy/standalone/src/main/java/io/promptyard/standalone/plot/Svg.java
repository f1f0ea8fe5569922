package io.promptyard.standalone.plot;

import java.util.Locale;

/** Writes one SVG picture. Texts are escaped; attributes are the caller's own. Not thread-safe. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /** For a file of its own. */
    static Svg paper(int width, int height) {
        Svg svg = new Svg();
        svg.out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                width, height));
        return svg.raw(format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", width, height));
    }

    /** Within a page; {@code id} is unique there. */
    static Svg page(String id, int width, int height, String title, String description) {
        Svg svg = new Svg();
        svg.out.append(format(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">%n", width, height, id, id));
        return svg.raw("<title id=\"" + id + "-t\">" + Escaped.of(title) + "</title>\n<desc id=\"" + id + "-d\">"
                + Escaped.of(description) + "</desc>\n");
    }

    Svg line(double x1, double y1, double x2, double y2, String attributes) {
        return raw(format("<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" %s/>%n", x1, x2, y1, y2, attributes));
    }

    Svg bar(double x, double y, double width, double height, String attributes) {
        return raw(format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>%n",
                x, y, Math.max(0, width), height, attributes));
    }

    Svg dot(double x, double y, double radius, String attributes) {
        return raw(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" %s/>%n", x, y, radius, attributes));
    }

    /** @param anchor of SVG: start, middle or end */
    Svg text(double x, double y, String anchor, String attributes, String text) {
        return raw(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>", x, y, anchor, attributes))
                .raw(Escaped.of(text))
                .raw("</text>\n");
    }

    Svg upward(double x, double y, String attributes, String text) {
        return raw(format(
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" %s transform=\"rotate(-90 %.1f %.1f)\">",
                        x, y, attributes, x, y))
                .raw(Escaped.of(text))
                .raw("</text>\n");
    }

    Svg raw(String markup) {
        out.append(markup);
        return this;
    }

    String end() {
        return out + "</svg>\n";
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
