package io.promptyard.chaos.check;

import org.jspecify.annotations.Nullable;

/**
 * A record as it was read; the key is null where there is none, the value where it could not be read.
 *
 * @param copy whether it is the answer of an earlier prompt, given again because the same id was sent again
 */
record Noted<V>(
        int partition,
        long offset,
        @Nullable String key,
        @Nullable V value,
        boolean copy) {}
