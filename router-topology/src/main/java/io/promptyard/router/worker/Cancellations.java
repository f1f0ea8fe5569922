package io.promptyard.router.worker;

import io.promptyard.connector.ProviderCall;
import io.promptyard.model.RequestId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls under way by request id, and ids whose caller hung up before their call began. Best effort: the latter are
 * bounded, oldest forgotten first. Thread-safe.
 */
final class Cancellations {
    private static final int REMEMBERED = 10_000;

    private final Map<RequestId, ProviderCall> open = new ConcurrentHashMap<>();
    private final Set<RequestId> cancelled =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestId, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            }));

    void cancel(RequestId id) {
        cancelled.add(id);
        ProviderCall call = open.get(id);
        if (call != null) {
            call.cancel();
        }
    }

    boolean isCancelled(RequestId id) {
        return !cancelled.isEmpty() && cancelled.contains(id);
    }

    void opened(RequestId id, ProviderCall call) {
        open.put(id, call);
        if (isCancelled(id)) {
            call.cancel();
        }
    }

    void closed(RequestId id) {
        open.remove(id);
        if (!cancelled.isEmpty()) {
            cancelled.remove(id);
        }
    }

    int open() {
        return open.size();
    }
}
