package io.promptyard.simulator;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules checked in order; the first one broken is the error, as the real services report one at a time. Not thread-safe. */
final class Check {

    private @Nullable WireError first;

    /** States a rule. The error is made only when it is the first one broken. */
    void that(boolean holds, Supplier<WireError> otherwise) {
        if (first == null && !holds) {
            first = otherwise.get();
        }
    }

    /** Whether nothing is broken so far: guards rules that presuppose the earlier ones. */
    boolean clean() {
        return first == null;
    }

    Optional<WireError> error() {
        return Optional.ofNullable(first);
    }
}
