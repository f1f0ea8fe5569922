package io.promptyard.bench.report;

import java.util.Locale;

/** Figures as they are printed: three digits that matter, {@code -} for what is not known. */
public final class Cells {
    private static final double WHOLE_FROM = 100;
    private static final double TENTHS_FROM = 10;

    private Cells() {}

    public static String of(double figure) {
        if (Double.isNaN(figure) || Double.isInfinite(figure)) {
            return "-";
        }
        double size = Math.abs(figure);
        String format = size >= WHOLE_FROM ? "%.0f" : size >= TENTHS_FROM ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, figure);
    }

    public static String of(long count) {
        return Long.toString(count);
    }

    /** {@code figure} as a multiple of {@code base}. */
    public static String ratio(double figure, double base) {
        double ratio = figure / base;
        return base == 0 || Double.isNaN(ratio) ? "-" : of(ratio) + " x";
    }
}
