package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads counts of tokens as providers write them, also {@code 17.0}. Stateless. */
public final class TokenCount {
    /** More tokens than this nobody counts; so no sum of counts overflows. */
    private static final long MOST = 1L << 53;

    private TokenCount() {}

    /** Null when there is none, or none that can be billed by: a guess would be a wrong bill. */
    public static @Nullable Long of(JsonNode node) {
        if (!node.isNumber() || !node.canConvertToLong()) {
            return null;
        }
        boolean whole = node.isIntegralNumber()
                || node.decimalValue().stripTrailingZeros().scale() <= 0;
        return whole && node.longValue() >= 0 && node.longValue() <= MOST ? node.longValue() : null;
    }

    /** The same of a header's text. */
    public static @Nullable Long of(@Nullable String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.valueOf(text) : null;
    }

    /** 0 where there is none. */
    public static long orZero(JsonNode node) {
        Long count = of(node);
        return count == null ? 0 : count;
    }
}
