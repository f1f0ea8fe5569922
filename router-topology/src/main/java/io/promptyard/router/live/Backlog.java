package io.promptyard.router.live;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls that this process let go and that no worker has begun, as far as attempts tell: they wait behind a provider's {@code max-concurrency}. One that
 * never begins is forgotten when its time is over. Its memory is bounded: at most {@value #MOST} calls are counted, the latest. Thread-safe.
 */
public final class Backlog {
    static final int MOST = 100_000;

    private final Map<RequestId, Call> calls = new LinkedHashMap<>();
    /** Never changed, but replaced: a decision sees one picture. */
    private volatile Map<Target, Integer> waiting = Map.of();

    private record Call(Target target, Instant until) {}

    /** How many wait for each target, where any do; a picture that does not change. */
    Map<Target, Integer> waiting() {
        return waiting;
    }

    /** @param until when it will not be begun any more */
    synchronized void released(RequestId id, Target target, Instant until) {
        Map<Target, Integer> counts = new HashMap<>(waiting);
        if (calls.size() >= MOST) {
            forget(calls.keySet().iterator().next(), counts);
        }
        forget(id, counts);
        calls.put(id, new Call(target, until));
        counts.merge(target, 1, Integer::sum);
        waiting = counts;
    }

    /** A call has been begun, of whichever target, or one has ended of which no beginning was heard. */
    synchronized void take(ProviderAttempt attempt) {
        Call call = calls.get(attempt.id());
        boolean begun = attempt.phase() == ProviderAttempt.Phase.STARTED;
        if (call != null && (begun || call.target().equals(attempt.target()))) {
            Map<Target, Integer> counts = new HashMap<>(waiting);
            forget(attempt.id(), counts);
            waiting = counts;
        }
    }

    synchronized void expire(Instant now) {
        Map<Target, Integer> counts = new HashMap<>(waiting);
        calls.values().removeIf(each -> {
            boolean over = !each.until().isAfter(now);
            if (over) {
                less(each.target(), counts);
            }
            return over;
        });
        waiting = counts;
    }

    private void forget(RequestId id, Map<Target, Integer> counts) {
        Call call = calls.remove(id);
        if (call != null) {
            less(call.target(), counts);
        }
    }

    private static void less(Target target, Map<Target, Integer> counts) {
        counts.computeIfPresent(target, (each, count) -> count > 1 ? count - 1 : null);
    }
}
