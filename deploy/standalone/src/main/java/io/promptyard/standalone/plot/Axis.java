package io.promptyard.standalone.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One direction of a plot: from {@code low} to {@code high}, with round marks between them. */
public record Axis(double low, double high, boolean logarithmic, List<Mark> marks) {
    /** Lines of the grid, about. */
    private static final int STEPS = 5;

    private static final int LARGE = 1_000;

    /** Where a line of the grid is, and what it says. */
    public record Mark(double value, String text) {}

    public Axis {
        marks = List.copyOf(marks);
    }

    /** Around all values between two, its ends round. */
    public static Axis linear(double least, double most) {
        double step = step(most - least);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.max(low + step, Math.ceil(most / step - 1e-9) * step);
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Mark> marks = new ArrayList<>();
        for (int number = 0; number <= Math.round((high - low) / step); number++) {
            double value = low + number * step;
            marks.add(new Mark(value, String.format(Locale.ROOT, "%." + digits + "f", value)));
        }
        return new Axis(low, high, false, marks);
    }

    /** The same for values above 0 of several orders, by powers of ten; 2 and 5 times them too, where there are few. */
    public static Axis logarithmic(double least, double most) {
        double low = Math.log10(least);
        double high = Math.max(Math.log10(most), low + 0.3);
        double[] between = high - low > 3 ? new double[] {1} : new double[] {1, 2, 5};
        List<Mark> marks = new ArrayList<>();
        for (int power = (int) Math.floor(low); power <= Math.ceil(high); power++) {
            for (double by : between) {
                double value = by * Math.pow(10, power);
                if (Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9) {
                    marks.add(new Mark(value, plain(value)));
                }
            }
        }
        return new Axis(Math.pow(10, low), Math.pow(10, high), true, marks);
    }

    /** How far along a value is, from 0 to 1. */
    public double share(double value) {
        double share = logarithmic
                ? (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
                : high == low ? 0 : (value - low) / (high - low);
        return Math.clamp(share, 0, 1);
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

    private static String plain(double value) {
        return value >= LARGE
                ? String.format(Locale.ROOT, "%,.0f", value)
                : new BigDecimal(value)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
