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

    private final Map<RequestId, Open> open = new ConcurrentHashMap<>();
    private final Set<RequestId> cancelled =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<RequestId, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            }));

    private record Open(String attemptId, ProviderCall call) {}

    /** Nobody waits for the prompt's answer: what becomes of a call under way is its provider's matter. */
    void cancel(RequestId id) {
        cancelled.add(id);
        Open under = open.get(id);
        if (under != null) {
            under.call().abandon();
        }
    }

    /** Stops the call under way, without holding it against a later attempt. */
    void stop(RequestId id) {
        Open under = open.get(id);
        if (under != null) {
            under.call().cancel();
        }
    }

    /** Stops what is still read on for nobody: whoever has its prompt next would call again. */
    void stopAbandoned() {
        open.forEach((id, under) -> {
            if (isCancelled(id)) {
                under.call().cancel();
            }
        });
    }

    /** Calls that are read on for nobody. */
    int abandoned() {
        return (int) open.keySet().stream().filter(this::isCancelled).count();
    }

    boolean isCancelled(RequestId id) {
        return !cancelled.isEmpty() && cancelled.contains(id);
    }

    void opened(RequestId id, String attemptId, ProviderCall call) {
        open.put(id, new Open(attemptId, call));
        if (isCancelled(id)) {
            call.abandon();
        }
    }

    boolean isOpen(RequestId id, String attemptId) {
        Open under = open.get(id);
        return under != null && under.attemptId().equals(attemptId);
    }

    /** Another attempt of the same prompt, opened since, stays open. */
    void closed(RequestId id, String attemptId) {
        open.computeIfPresent(id, (key, under) -> under.attemptId().equals(attemptId) ? null : under);
        if (!cancelled.isEmpty()) {
            cancelled.remove(id);
        }
    }

    int open() {
        return open.size();
    }
}
