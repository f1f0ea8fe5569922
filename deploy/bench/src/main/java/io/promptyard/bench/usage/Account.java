package io.promptyard.bench.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A call as the product's {@code attempts} have it.
 *
 * @param tokens null when the product does not know
 * @param costUsd null when the product does not know
 * @param cancelled whether its caller had hung up
 * @param soFar what it knows of tokens at least, where it does not know them; null when nothing
 * @param atLeastUsd what that costs; null when nothing is known
 */
record Account(
        String attemptId,
        String requestId,
        boolean success,
        boolean cancelled,
        @Nullable Tokens tokens,
        @Nullable BigDecimal costUsd,
        @Nullable Tokens soFar,
        @Nullable BigDecimal atLeastUsd) {}
