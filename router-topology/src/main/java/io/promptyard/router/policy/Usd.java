package io.promptyard.router.policy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Amounts in the words of a record. */
final class Usd {
    /** Digits that surely fit into a {@code long}. */
    private static final int DIGITS = 18;

    private static final int TEN = 10;

    private Usd() {}

    /**
     * The same as {@code cost.stripTrailingZeros().toPlainString()}, at a fraction of the time where the digits fit into a {@code long}:
     * every target that was too dear has its own.
     */
    static String plain(BigDecimal cost) {
        int scale = cost.scale();
        if (scale < 0 || scale > DIGITS || cost.signum() < 0 || cost.precision() > DIGITS) {
            return cost.stripTrailingZeros().toPlainString();
        }
        long digits = cost.unscaledValue().longValueExact();
        while (scale > 0 && digits % TEN == 0) {
            digits /= TEN;
            scale--;
        }
        return scale == 0 ? Long.toString(digits) : withPoint(digits, scale);
    }

    private static String withPoint(long digits, int scale) {
        byte[] text = new byte[DIGITS + 2];
        int at = text.length;
        long rest = digits;
        for (int place = 0; place <= scale || rest > 0; place++) {
            if (place == scale) {
                text[--at] = '.';
            }
            text[--at] = (byte) ('0' + rest % TEN);
            rest /= TEN;
        }
        return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
    }
}
