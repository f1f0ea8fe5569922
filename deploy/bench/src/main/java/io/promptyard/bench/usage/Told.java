package io.promptyard.bench.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told of its call.
 *
 * @param usage null where the answer had none; its cache writes are not part of OpenAI's wire and left 0
 * @param costUsd of the header; null without
 */
record Told(
        String requestId,
        String dialect,
        End end,
        @Nullable Tokens usage,
        @Nullable BigDecimal costUsd) {
    /** How it ended for the client. */
    enum End {
        ANSWERED,
        REFUSED,
        HUNG_UP
    }
}
