package io.promptyard.router.shadow;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Is told what shadows do. Must be thread-safe, and quick. */
public interface ShadowListener {

    /** A copy went nowhere. */
    void dropped(Dropped why);

    /** A call ended; null when its cost is not known. */
    void ended(boolean answered, @Nullable BigDecimal usd);

    /** A call was answered, and the answer is kept nowhere: too many wait to be written. */
    void answerDropped();

    /** Why a copy was not sent. */
    enum Dropped {
        /** As many calls of the shadow are open in this process as may be. */
        BUSY,
        /** There is no money for it, or not yet. */
        BUDGET,
        /** Too much waits to be written of those before it. */
        BEHIND,
        /** Nobody knows what it can cost at most. */
        UNPRICED,
        /** The prompt's deadline has passed. */
        LATE,
        /** The process ends. */
        CLOSING,
        /** An error of our own. */
        FAILED
    }
}
