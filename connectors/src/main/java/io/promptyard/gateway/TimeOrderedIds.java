package io.promptyard.gateway;

import java.time.Clock;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Request ids {@code req_} and 32 hexadecimal digits, ordered by time as UUID version 7 is. Thread-safe when {@code
 * random} is.
 */
public final class TimeOrderedIds implements Supplier<String> {
    private static final int TIME_BITS = 48;

    private final Clock clock;
    private final LongSupplier random;

    public TimeOrderedIds(Clock clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        long time = clock.millis() << (Long.SIZE - TIME_BITS);
        long high = time | 0x7000L | (random.getAsLong() & 0x0fffL);
        long low = (random.getAsLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        HexFormat hex = HexFormat.of();
        return "req_" + hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
