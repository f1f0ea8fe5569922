package io.promptyard.chaos.check;

import org.jspecify.annotations.Nullable;

/** A record as it was read; the key is null where there is none, the value where it could not be read. */
record Noted<V>(
        int partition,
        long offset,
        @Nullable String key,
        @Nullable V value) {}
