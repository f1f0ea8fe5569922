package io.promptyard.router.budget;

import java.math.BigDecimal;
import java.util.List;

/**
 * What became of one request for money, by request id and number of attempt. Kept for a while after its end, so that a
 * request which is made twice is answered once.
 *
 * @param accounts whose money it holds, keys of accounts
 * @param until milliseconds since the epoch: of an open one when it ends by itself, of another when it is forgotten
 */
record Hold(State state, BigDecimal amount, List<String> accounts, long until) {
    enum State {
        /** Waits for a new window; holds nothing. */
        QUEUED,
        OPEN,
        /** Nobody told how its call ended: charged in full, and corrected when somebody does after all. */
        EXPIRED,
        SETTLED,
        REFUSED
    }

    Hold {
        accounts = List.copyOf(accounts);
    }

    Hold become(State next, long keptUntil) {
        return new Hold(next, amount, accounts, keptUntil);
    }
}
