package io.promptyard.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * One call as the books have it at the moment they were asked.
 *
 * @param provider from the path {@code /providers/<id>/…}; {@code default} without one
 * @param requestId the caller's {@code x-request-id}
 * @param callNumber which call of this request id to this model it is, from 1
 * @param fault words of the fault that struck; empty: none
 * @param status the HTTP status sent; 0: none
 * @param promptTokens billed, cached and cache-written ones among them
 * @param completionTokens billed, reasoning among them where the dialect tells it apart
 */
public record BookedCall(
        long number,
        Instant at,
        Dialect dialect,
        String provider,
        String model,
        Optional<String> requestId,
        Optional<String> idempotencyKey,
        String responseId,
        int callNumber,
        Outcome outcome,
        String fault,
        int status,
        boolean streamed,
        int promptTokens,
        int completionTokens,
        int cachedTokens,
        int cacheWriteTokens,
        int reasoningTokens) {

    /** How a call ended. */
    public enum Outcome {
        /** Not yet. */
        OPEN,
        /** With a whole answer. */
        ANSWERED,
        /** With an error status that a fault asked for. */
        REFUSED,
        /** With an error status because the request broke a rule of the dialect. */
        REJECTED,
        /** With something no caller can use: a closed connection, broken JSON, a stream without an end. */
        BROKEN,
        /** The caller closed the connection first. */
        HUNG_UP
    }
}
