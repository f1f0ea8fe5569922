package io.promptyard.router.live;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time to the first token, and tokens per second after it. Streams say both. A plain reply says only how long all of it took: the time to the
 * first token is then that of streams, or where there are none, follows from replies of several lengths. Not thread-safe.
 */
final class Speed {
    private static final double MILLIS = 1_000;
    /** Standard deviation of lengths against their mean below which they say nothing of the time to the first token. */
    private static final double ALIKE = 0.1;

    private final Fading first;
    private final Fading streamedMillis;
    private final Fading streamedTokens;
    private final Fading plainMillis;
    private final Fading plainTokens;
    private final Fading tokensSquared;
    private final Fading tokensByMillis;

    Speed(Duration halfLife) {
        first = new Fading(halfLife);
        streamedMillis = new Fading(halfLife);
        streamedTokens = new Fading(halfLife);
        plainMillis = new Fading(halfLife);
        plainTokens = new Fading(halfLife);
        tokensSquared = new Fading(halfLife);
        tokensByMillis = new Fading(halfLife);
    }

    /** Of a stream whose length and end may not be known. */
    void began(long firstMillis, Instant at) {
        first.add(firstMillis, at);
    }

    /**
     * Of a whole answer.
     *
     * @param firstMillis null of a plain reply
     * @param tokens above 0
     */
    void ended(long millis, @Nullable Long firstMillis, long tokens, Instant at) {
        if (firstMillis != null) {
            streamedMillis.add(Math.max(0, millis - firstMillis), at);
            streamedTokens.add(tokens, at);
            return;
        }
        plainMillis.add(millis, at);
        plainTokens.add(tokens, at);
        tokensSquared.add((double) tokens * tokens, at);
        tokensByMillis.add((double) tokens * millis, at);
    }

    /** Null when no answer told. */
    @Nullable
    Double firstTokenMillis() {
        Double streamed = first.mean();
        return streamed == null ? fitted() : streamed;
    }

    /** Null when no answer told. */
    @Nullable
    Double tokensPerSecond(Instant now) {
        Double begin = firstTokenMillis();
        double plain = plainMillis.sum(now) - plainMillis.samples(now) * (begin == null ? 0 : begin);
        double millis = streamedMillis.sum(now) + Math.max(0, plain);
        double tokens = streamedTokens.sum(now) + plainTokens.sum(now);
        return millis > 0 ? MILLIS * tokens / millis : null;
    }

    /** What a reply of no tokens would take, by the straight line through plain replies; null when their lengths are alike. */
    private @Nullable Double fitted() {
        Double tokens = plainTokens.mean();
        Double millis = plainMillis.mean();
        Double squared = tokensSquared.mean();
        Double product = tokensByMillis.mean();
        if (tokens == null || millis == null || squared == null || product == null) {
            return null;
        }
        double variance = squared - tokens * tokens;
        if (variance <= ALIKE * ALIKE * tokens * tokens) {
            return null;
        }
        double perToken = (product - tokens * millis) / variance;
        double begin = millis - perToken * tokens;
        return perToken > 0 && begin > 0 ? begin : null;
    }
}
