package io.promptyard.router.budget;

import io.promptyard.model.BudgetUnit;
import java.math.BigDecimal;
import java.util.List;

/**
 * What became of one request for money or room, by request id and number of attempt. Kept for a while after its end, so that a
 * request which is made twice is answered once.
 *
 * @param parts what it holds, or held, of which account; of one that is settled the requests alone
 * @param until milliseconds since the epoch: of an open one when it ends by itself, of another when it is forgotten
 */
record Hold(State state, List<Part> parts, long until) {
    enum State {
        /** Waits for a new window; holds nothing. */
        QUEUED,
        OPEN,
        /** Nobody told how its call ended: charged in full, and corrected when somebody does after all. */
        EXPIRED,
        SETTLED,
        REFUSED
    }

    /** A request counts when it is let go, so its part is spent from the start. */
    record Part(String account, BudgetUnit unit, BigDecimal amount) {

        boolean settles() {
            return unit != BudgetUnit.REQUESTS;
        }

        boolean isOf(String series) {
            return account.startsWith(series) && account.lastIndexOf('|') == series.length();
        }
    }

    Hold {
        parts = List.copyOf(parts);
    }

    Hold become(State next, long keptUntil) {
        return new Hold(next, parts, keptUntil);
    }

    /** For good: nothing of money or tokens changes any more, and an hour's holds are many. */
    Hold ended(State as, long keptUntil) {
        return new Hold(as, parts.stream().filter(part -> !part.settles()).toList(), keptUntil);
    }

    /** Whether a request was counted under a limit, in whichever window. */
    boolean counted(String series) {
        return parts.stream().anyMatch(part -> part.unit() == BudgetUnit.REQUESTS && part.isOf(series));
    }
}
