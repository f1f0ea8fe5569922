package io.promptyard.standalone.experiments;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.Quantiles;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in words, the same in every place where people read them; machines get them whole. Pure. */
public final class Words {
    /** What stands for a figure that is not known. */
    public static final String NONE = "–";

    private static final int DIGITS = 4;
    private static final double SECOND = 1_000;

    private Words() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** To the cent, or to four digits where that says nothing. */
    public static String usd(@Nullable BigDecimal usd) {
        if (usd == null) {
            return NONE;
        }
        BigDecimal size = usd.abs();
        BigDecimal shown = size.compareTo(BigDecimal.ONE) >= 0
                ? size.setScale(2, RoundingMode.HALF_UP)
                : size.round(new MathContext(DIGITS, RoundingMode.HALF_UP)).stripTrailingZeros();
        String text = shown.signum() == 0 ? "0" : shown.toPlainString();
        return (usd.signum() < 0 ? "−$" : "$") + grouped(text);
    }

    /** What a comparison of costs goes by. */
    public static String basis(CostComparison cost) {
        return switch (cost.basis()) {
            case PAID -> "paid";
            case SCALED -> "paid, and scaled";
            case EXPECTED -> "expected cost";
        };
    }

    /** The same with its sign, for a difference. */
    public static String difference(BigDecimal usd) {
        return usd.signum() > 0 ? "+" + usd(usd) : usd(usd);
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        return whole.replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", ",") + (point < 0 ? "" : plain.substring(point));
    }

    public static String number(double value) {
        return Double.isNaN(value) ? NONE : minus(String.format(Locale.ROOT, "%.3f", value));
    }

    public static String number(@Nullable Double value) {
        return value == null ? NONE : number(value.doubleValue());
    }

    public static String signed(double value) {
        return (value > 0 ? "+" : "") + number(value);
    }

    /** A value and its interval. */
    public static String estimate(@Nullable Estimate estimate) {
        return estimate == null ? NONE : number(estimate.value()) + " " + interval(estimate, false);
    }

    /** The same of a difference. */
    public static String difference(@Nullable Estimate estimate) {
        return estimate == null ? NONE : signed(estimate.value()) + " " + interval(estimate, true);
    }

    private static String interval(Estimate of, boolean signed) {
        return "[" + (signed ? signed(of.low()) : number(of.low())) + ", "
                + (signed ? signed(of.high()) : number(of.high())) + "]";
    }

    public static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return NONE;
        }
        return millis < SECOND
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / SECOND);
    }

    /** One of {@code of}, with how many of so many prompts it is of where that is not all. */
    public static String millis(double millis, Quantiles of, long prompts) {
        return of.count() >= prompts
                ? millis(millis)
                : millis(millis) + " (" + count(of.count()) + " of " + count(prompts) + ")";
    }

    /** A share from 0 to 1. */
    public static String percent(double share) {
        return Double.isNaN(share) ? NONE : minus(String.format(Locale.ROOT, "%.1f %%", 100 * share));
    }

    /** Of an interval: without digits that say nothing. */
    public static String confidence(Estimate estimate) {
        return BigDecimal.valueOf(estimate.confidence())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** By which share something went up; empty where there was nothing before. */
    public static String change(BigDecimal before, BigDecimal after) {
        if (before.signum() == 0) {
            return "";
        }
        double share =
                after.subtract(before).divide(before, MathContext.DECIMAL64).doubleValue();
        return (share > 0 ? "+" : "") + percent(share);
    }

    public static String target(@Nullable Target target) {
        return target == null ? "refused" : target.toString();
    }

    private static String minus(String text) {
        return text.replaceFirst("^-(0[.,]?0*( %)?)$", "$1").replace('-', '−');
    }
}
