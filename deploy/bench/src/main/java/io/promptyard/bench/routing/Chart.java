package io.promptyard.bench.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lines in a frame, as SVG: readable on light and on dark paper. */
final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;
    /** Lines of the grid, about. */
    private static final int STEPS = 5;

    private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#5f9e6e", "#8a6bbe");

    private record Line(String name, List<double[]> points) {}

    private record Tick(double place, String text) {}

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();
    private final List<Tick> ticks = new ArrayList<>();

    Chart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** Points as pairs of numbers, in order. */
    Chart line(String name, List<double[]> points) {
        lines.add(new Line(name, List.copyOf(points)));
        return this;
    }

    Chart tick(double place, String text) {
        ticks.add(new Tick(place, text));
        return this;
    }

    String svg() {
        double left = bound(0, true);
        double last = ticks.stream().mapToDouble(Tick::place).max().orElse(left);
        double step = step(bound(1, false) - bound(1, true));
        double low = Math.floor(bound(1, true) / step) * step;
        double high = Math.max(low + step, Math.ceil(bound(1, false) / step) * step);
        Frame frame = new Frame(left, Math.max(last, bound(0, false)), low, high);
        StringBuilder svg = new StringBuilder();
        svg.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT));
        svg.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT));
        svg.append(text("<text x=\"%d\" y=\"24\" font-size=\"15\" fill=\"#222222\">%s</text>%n", LEFT, title));
        grid(svg, frame, step);
        for (int line = 0; line < lines.size(); line++) {
            draw(svg, frame, line);
        }
        return svg.append("</svg>\n").toString();
    }

    /** A round step: 1, 2 or 5 times a power of ten. */
    private static double step(double range) {
        double rough = Math.max(range, 1e-9) / STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double[] round = {1, 2, 5, 10};
        return power
                * Arrays.stream(round)
                        .filter(by -> by * power >= rough)
                        .findFirst()
                        .orElse(10);
    }

    private void grid(StringBuilder svg, Frame frame, double step) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        for (int number = 0; number <= Math.round((frame.high - frame.low) / step); number++) {
            double value = frame.low + number * step;
            svg.append(text(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    LEFT, WIDTH - RIGHT, frame.y(value), frame.y(value)));
            svg.append(text(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#444444\">%s</text>%n",
                    LEFT - 6, frame.y(value) + 4, text("%." + digits + "f", value)));
        }
        for (Tick tick : ticks) {
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#444444\">%s</text>%n",
                    frame.x(tick.place()), HEIGHT - BOTTOM + 18, tick.text()));
        }
        svg.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#222222\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, across));
        svg.append(text(
                "<text x=\"16\" y=\"%d\" text-anchor=\"middle\" fill=\"#222222\" transform=\"rotate(-90 16 %d)\">%s</text>%n",
                HEIGHT / 2, HEIGHT / 2, up));
    }

    private void draw(StringBuilder svg, Frame frame, int number) {
        Line line = lines.get(number);
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (double[] point : line.points()) {
            path.append(text("%.1f,%.1f ", frame.x(point[0]), frame.y(point[1])));
        }
        svg.append(text(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                path.toString().strip(), colour));
        svg.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\">%s</text>%n",
                WIDTH - RIGHT - 6, HEIGHT - BOTTOM - 12 - 16 * (lines.size() - 1 - number), colour, line.name()));
    }

    private double bound(int axis, boolean least) {
        var values = lines.stream().flatMap(line -> line.points().stream()).mapToDouble(point -> point[axis]);
        return (least ? values.min() : values.max()).orElse(0);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private record Frame(double left, double right, double low, double high) {
        double x(double value) {
            double share = right == left ? 0 : (value - left) / (right - left);
            return LEFT + share * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
        }
    }
}
