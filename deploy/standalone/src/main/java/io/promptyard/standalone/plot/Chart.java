package io.promptyard.standalone.plot;

import java.util.ArrayList;
import java.util.List;

/** Lines in a frame, as SVG. */
public final class Chart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int TOP = 40;
    private static final int BOTTOM = 60;

    private record Line(String name, int series, List<double[]> points) {}

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();
    private final List<Axis.Mark> ticks = new ArrayList<>();

    public Chart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** Points as pairs of numbers, in order. */
    public Chart line(String name, List<double[]> points) {
        return line(name, lines.size(), points);
    }

    /** The same in the colour of a series. */
    public Chart line(String name, int series, List<double[]> points) {
        lines.add(new Line(name, series, List.copyOf(points)));
        return this;
    }

    public Chart tick(double place, String text) {
        ticks.add(new Axis.Mark(place, text));
        return this;
    }

    /** A file of its own. */
    public String svg() {
        Svg svg = Svg.paper(WIDTH, HEIGHT);
        svg.text(LEFT, 24, "start", "font-size=\"15\" " + Paint.PAPER.word(), title);
        return fill(svg, Paint.PAPER);
    }

    /** Within a page, which says the title beside it. */
    public String inline(String id, String description) {
        return fill(Svg.page(id, WIDTH, HEIGHT, title, description), Paint.PAGE);
    }

    private String fill(Svg svg, Paint paint) {
        double left = bound(0, true);
        double last = ticks.stream().mapToDouble(Axis.Mark::value).max().orElse(left);
        Frame frame = new Frame(left, Math.max(last, bound(0, false)), Axis.linear(bound(1, true), bound(1, false)));
        grid(svg, frame, paint);
        for (int line = 0; line < lines.size(); line++) {
            draw(svg, frame, paint, line);
        }
        return svg.end();
    }

    private void grid(Svg svg, Frame frame, Paint paint) {
        for (Axis.Mark mark : frame.up().marks()) {
            double y = frame.y(mark.value());
            svg.line(LEFT, y, WIDTH - RIGHT, y, paint.grid());
            svg.text(LEFT - 6, y + 4, "end", paint.number(), mark.text());
        }
        for (Axis.Mark tick : ticks) {
            svg.text(frame.x(tick.value()), HEIGHT - BOTTOM + paint.drop(), "middle", paint.number(), tick.text());
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", paint.word(), across);
        svg.upward(16, HEIGHT / 2.0, paint.word(), up);
    }

    private void draw(Svg svg, Frame frame, Paint paint, int number) {
        Line line = lines.get(number);
        StringBuilder path = new StringBuilder();
        for (double[] point : line.points()) {
            path.append(Svg.format("%.1f,%.1f ", frame.x(point[0]), frame.y(point[1])));
        }
        svg.raw("<polyline points=\"" + path.toString().strip() + "\" fill=\"none\" stroke-width=\"2\" "
                + paint.line(line.series()) + "/>\n");
        double y = HEIGHT - BOTTOM - 12 - 16 * (lines.size() - 1 - number);
        svg.text(WIDTH - RIGHT - 6, y, "end", paint.ink(line.series()), line.name());
    }

    private double bound(int axis, boolean least) {
        var values = lines.stream().flatMap(line -> line.points().stream()).mapToDouble(point -> point[axis]);
        return (least ? values.min() : values.max()).orElse(0);
    }

    private record Frame(double left, double right, Axis up) {
        double x(double value) {
            double share = right == left ? 0 : (value - left) / (right - left);
            return LEFT + share * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
        }
    }
}
