package io.promptyard.standalone.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Points with intervals, and the frontier that none of them is beyond: what is dear and worse lies under it. */
public final class Scatter {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 20;
    private static final int BOTTOM = 56;
    /** Values so many times as large as the least ask for a logarithmic axis. */
    private static final double SPREAD = 12;

    private final String across;
    private final String up;
    private final List<Point> points = new ArrayList<>();

    /**
     * @param low of its interval upwards; equal to {@code y} where it has none
     * @param series colour and form: 0 for ordinary points, 1 and 2 for those that stand out
     * @param label drawn where there is room; null for none
     * @param hollow whether an ordinary one is drawn as a ring: nothing of it was seen
     */
    public record Point(
            double x,
            double y,
            double low,
            double high,
            int series,
            @Nullable String label,
            boolean hollow) {
        /** A full one. */
        public Point(double x, double y, double low, double high, int series, @Nullable String label) {
            this(x, y, low, high, series, label, false);
        }
    }

    public Scatter(String across, String up) {
        this.across = across;
        this.up = up;
    }

    /** The more important first: they get labels before others do. */
    public Scatter point(Point point) {
        points.add(point);
        return this;
    }

    /** Points that no other is both cheaper and better than, from left to right; those that stand out are no part of it. */
    public static List<Point> frontier(List<Point> points) {
        List<Point> sorted = points.stream()
                .filter(each -> each.series() == 0)
                .sorted((a, b) -> a.x() == b.x() ? Double.compare(b.y(), a.y()) : Double.compare(a.x(), b.x()))
                .toList();
        List<Point> frontier = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (Point each : sorted) {
            if (each.y() > best) {
                frontier.add(each);
                best = each.y();
            }
        }
        return frontier;
    }

    public String inline(String id, String title, String description) {
        Svg svg = Svg.page(id, WIDTH, HEIGHT, title, description);
        if (points.isEmpty()) {
            return svg.text(WIDTH / 2.0, HEIGHT / 2.0, "middle", Paint.PAGE.word(), "nothing to show")
                    .end();
        }
        Frame frame = new Frame(axis(Point::x, Point::x), Axis.linear(least(Point::low), most(Point::high)));
        frame.grid(svg, across, up);
        steps(svg, frame);
        points.forEach(each -> bar(svg, frame, each));
        points.reversed().forEach(each -> mark(svg, frame, each));
        label(svg, frame);
        return svg.end();
    }

    private Axis axis(ToDoubleFunction<Point> low, ToDoubleFunction<Point> high) {
        double least = least(low);
        double most = most(high);
        boolean wide = least > 0 && most / least > SPREAD;
        return wide ? Axis.logarithmic(least / 1.3, most * 1.3) : Axis.linear(Math.min(least, 0), most * 1.05);
    }

    private double least(ToDoubleFunction<Point> of) {
        return points.stream().mapToDouble(of).min().orElse(0);
    }

    private double most(ToDoubleFunction<Point> of) {
        return points.stream().mapToDouble(of).max().orElse(1);
    }

    private void steps(Svg svg, Frame frame) {
        StringBuilder path = new StringBuilder();
        for (Point each : frontier(points)) {
            path.append(
                    path.isEmpty()
                            ? Svg.format("M%.1f %.1f", frame.x(each.x()), frame.y(each.y()))
                            : Svg.format("H%.1fV%.1f", frame.x(each.x()), frame.y(each.y())));
        }
        if (!path.isEmpty()) {
            svg.raw("<path class=\"frontier\" d=\"" + path + "H" + (WIDTH - RIGHT) + "\"/>\n");
        }
    }

    private static void bar(Svg svg, Frame frame, Point each) {
        if (each.high() > each.low()) {
            double x = frame.x(each.x());
            svg.line(x, frame.y(each.low()), x, frame.y(each.high()), "class=\"interval s" + each.series() + "\"");
        }
    }

    /** Those that stand out differ in form too, for who cannot tell their colours apart. */
    private static void mark(Svg svg, Frame frame, Point each) {
        double x = frame.x(each.x());
        double y = frame.y(each.y());
        switch (each.series()) {
            case 0 -> svg.dot(x, y, 4, each.hollow() ? "class=\"mark s0 hollow\"" : "class=\"mark s0\"");
            case 1 -> svg.bar(x - 6.5, y - 6.5, 13, 13, "class=\"mark s1\"");
            default ->
                svg.raw(Svg.format(
                        "<path class=\"mark s2\" d=\"M%.1f %.1fl8.5 8.5l-8.5 8.5l-8.5 -8.5z\"/>%n", x, y - 8.5));
        }
    }

    private void label(Svg svg, Frame frame) {
        Labels labels = new Labels(LEFT + 2, TOP - 6, WIDTH - 2, HEIGHT - BOTTOM - 2);
        points.forEach(each -> labels.take(frame.x(each.x()), frame.y(each.y()), each.series() == 0 ? 5 : 9, 7));
        List<Point> frontier = frontier(points);
        for (Point each : points) {
            boolean matters = each.series() > 0 || frontier.contains(each);
            String text = each.label();
            if (text != null) {
                labels.place(frame.x(each.x()), frame.y(each.y()), text, matters ? 3 : 0)
                        .ifPresent(place -> svg.text(place.x(), place.y(), "start", look(each), text));
            }
        }
    }

    private static String look(Point each) {
        return each.series() == 0 ? "class=\"label\"" : "class=\"label strong s" + each.series() + "\"";
    }

    private record Frame(Axis across, Axis up) {
        double x(double value) {
            return LEFT + across.share(value) * (WIDTH - LEFT - RIGHT);
        }

        double y(double value) {
            return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
        }

        void grid(Svg svg, String words, String upward) {
            for (Axis.Mark mark : up.marks()) {
                svg.line(LEFT, y(mark.value()), WIDTH - RIGHT, y(mark.value()), Paint.PAGE.grid());
                svg.text(LEFT - 6, y(mark.value()) + 4, "end", Paint.PAGE.number(), mark.text());
            }
            for (Axis.Mark mark : across.marks()) {
                svg.line(x(mark.value()), TOP, x(mark.value()), HEIGHT - BOTTOM, Paint.PAGE.grid());
                svg.text(x(mark.value()), HEIGHT - BOTTOM + 18, "middle", Paint.PAGE.number(), mark.text());
            }
            svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", Paint.PAGE.word(), words);
            svg.upward(14, (TOP + HEIGHT - BOTTOM) / 2.0, Paint.PAGE.word(), upward);
        }
    }
}
