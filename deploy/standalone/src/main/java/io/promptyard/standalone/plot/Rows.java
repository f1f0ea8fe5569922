package io.promptyard.standalone.plot;

import java.util.ArrayList;
import java.util.List;

/** Named rows on one axis: bars side by side, or a mean with its interval. */
public final class Rows {
    private static final int WIDTH = 760;
    private static final int RIGHT = 24;
    private static final int TOP = 8;
    private static final int BOTTOM = 46;
    private static final int LONGEST = 26;

    private final String across;
    private final List<Row> rows = new ArrayList<>();

    private sealed interface Row {
        String name();
    }

    private record Bars(String name, double[] values, String[] texts) implements Row {}

    private record Mean(String name, double low, double value, double high) implements Row {}

    public Rows(String across) {
        this.across = across;
    }

    /** Values from 0 up, one of each series, with what is written at their ends. */
    public Rows bars(String name, double[] values, String[] texts) {
        rows.add(new Bars(name, values.clone(), texts.clone()));
        return this;
    }

    public Rows mean(String name, double low, double value, double high) {
        rows.add(new Mean(name, low, value, high));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public String inline(String id, String title, String description) {
        int each = rows.stream().anyMatch(Bars.class::isInstance) ? 50 : 28;
        int height = TOP + each * Math.max(1, rows.size()) + BOTTOM;
        Svg svg = Svg.page(id, WIDTH, height, title, description);
        double room = rows.stream()
                .mapToDouble(row -> row instanceof Bars bars ? longest(bars.texts()) : 0)
                .max()
                .orElse(0);
        double names = rows.stream()
                .mapToDouble(row -> Labels.width(shortened(row.name())))
                .max()
                .orElse(0);
        Frame frame = new Frame(names + 16, WIDTH - RIGHT - room, axis(), height - BOTTOM);
        frame.grid(svg, across, height);
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, frame, rows.get(i), TOP + each * i + each / 2.0);
        }
        return svg.end();
    }

    private Axis axis() {
        double least = 0;
        double most = 0;
        for (Row row : rows) {
            switch (row) {
                case Bars bars -> {
                    for (double value : bars.values()) {
                        most = Math.max(most, value);
                    }
                }
                case Mean mean -> {
                    least = Math.min(least, mean.low());
                    most = Math.max(most, mean.high());
                }
            }
        }
        return Axis.linear(least, most == least ? least + 1 : most);
    }

    private static void draw(Svg svg, Frame frame, Row row, double y) {
        svg.text(frame.left() - 10, y + 4, "end", Paint.PAGE.word(), shortened(row.name()));
        switch (row) {
            case Bars bars -> {
                for (int i = 0; i < bars.values().length; i++) {
                    double top = y + (i - bars.values().length / 2.0) * 19;
                    double end = frame.x(bars.values()[i]);
                    svg.bar(frame.x(0), top + 2, end - frame.x(0), 15, "class=\"bar s" + (i + 1) + "\"");
                    svg.text(end + 6, top + 14, "start", Paint.PAGE.number(), bars.texts()[i]);
                }
            }
            case Mean mean -> {
                svg.line(frame.x(mean.low()), y, frame.x(mean.high()), y, "class=\"interval s2\"");
                svg.dot(frame.x(mean.value()), y, 5, "class=\"mark s2\"");
            }
        }
    }

    private static double longest(String... texts) {
        double most = 0;
        for (String text : texts) {
            most = Math.max(most, Labels.width(text) + 10);
        }
        return most;
    }

    /** So that it fits beside the plot; a table has it whole. */
    public static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private record Frame(double left, double right, Axis axis, double bottom) {
        double x(double value) {
            return left + axis.share(value) * (right - left);
        }

        void grid(Svg svg, String words, int height) {
            for (Axis.Mark mark : axis.marks()) {
                double x = x(mark.value());
                String kind = mark.value() == 0 ? "class=\"grid zero\"" : Paint.PAGE.grid();
                svg.line(x, TOP, x, bottom, kind);
                svg.text(x, bottom + 16, "middle", Paint.PAGE.number(), mark.text());
            }
            svg.text((left + right) / 2, height - 8, "middle", Paint.PAGE.word(), words);
        }
    }
}
