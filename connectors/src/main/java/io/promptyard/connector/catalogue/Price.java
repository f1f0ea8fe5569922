package io.promptyard.connector.catalogue;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * USD per million tokens. {@code cachedInput} and {@code cacheWrite} null mean that such tokens cost what input does,
 * {@code reasoning} null that reasoning tokens cost what output does. {@code cacheWriteHour} is of what stays in the cache
 * for an hour; null where {@code cacheWrite} is not means that it is not known.
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        @Nullable BigDecimal reasoning,
        @Nullable BigDecimal cacheWriteHour) {
    public Price {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        if (input.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException("price: must not be negative");
        }
    }

    /** As an address bills that takes more, or less, than the list says. */
    public Price times(BigDecimal factor) {
        return new Price(
                input.multiply(factor),
                output.multiply(factor),
                times(cachedInput, factor),
                times(cacheWrite, factor),
                times(reasoning, factor),
                times(cacheWriteHour, factor));
    }

    private static @Nullable BigDecimal times(@Nullable BigDecimal price, BigDecimal factor) {
        return price == null ? null : price.multiply(factor);
    }

    /** One at which reasoning costs what output does. */
    public Price(
            BigDecimal input, BigDecimal output, @Nullable BigDecimal cachedInput, @Nullable BigDecimal cacheWrite) {
        this(input, output, cachedInput, cacheWrite, null, null);
    }
}
