package io.promptyard.router.own;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where calls of one kind are paid from. Thread-safe; returns at once. */
public interface Purse {
    /** For calls that nobody bounds. */
    Purse FREE = bound -> Optional.of(cost -> {});

    /**
     * Money for one call, set aside until it is paid.
     *
     * @param bound the most that it can cost, USD; null when not known, and then there is none
     * @return empty when there is not enough, or not yet
     */
    Optional<Ticket> take(@Nullable BigDecimal bound);

    /** Money set aside for one call. */
    interface Ticket {
        /**
         * The call has ended, or never began. To be told once.
         *
         * @param cost USD; null when not known, and then all that was set aside is spent
         */
        void paid(@Nullable BigDecimal cost);
    }
}
