package io.promptyard.router.policy;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A prompt's number on its route, taken when a share is to be given by it and not before. Of one decision; one thread. */
final class Turn {
    private final Supplier<@Nullable Long> next;
    private @Nullable Long taken;

    /** @param next null where nobody counts */
    Turn(Supplier<@Nullable Long> next) {
        this.next = next;
    }

    static Turn none() {
        return new Turn(() -> null);
    }

    @Nullable
    Long take() {
        if (taken == null) {
            taken = next.get();
        }
        return taken;
    }

    /** Null when nobody has taken it. */
    @Nullable
    Long taken() {
        return taken;
    }
}
