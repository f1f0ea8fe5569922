package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.RequestId;
import io.promptyard.model.SettledMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The task's notes: pending calls, and marks of settled ones until they are old enough. Stream thread only.
 *
 * <p>A mark must outlive every re-read of its dispatch: the worker's own (commit interval, at most a second, plus the
 * time it was down, during which nothing ages here) and the router's. It goes after {@code retention} of this task's
 * own running time, or when there are more than {@code most}.
 */
final class PendingStore {
    private final KeyValueStore<String, WorkerEntry> store;
    private final Duration retention;
    private final int most;
    private final ArrayDeque<Aging> marks = new ArrayDeque<>();
    private int pending;

    private record Aging(String id, Instant from) {}

    PendingStore(KeyValueStore<String, WorkerEntry> store, Duration retention, int most) {
        this.store = store;
        this.retention = retention;
        this.most = most;
    }

    /** Counts what is there after a restart and hands every pending call to {@code each}; marks begin to age anew. */
    void restore(Instant now, Consumer<PendingCall> each) {
        try (KeyValueIterator<String, WorkerEntry> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, WorkerEntry> entry = all.next();
                switch (entry.value) {
                    case WorkerEntry.Pending p -> {
                        pending++;
                        each.accept(p.call());
                    }
                    case WorkerEntry.Settled s -> marks.add(new Aging(entry.key, now));
                }
            }
        }
    }

    Optional<PendingCall> call(RequestId id) {
        return store.get(id.value()) instanceof WorkerEntry.Pending p ? Optional.of(p.call()) : Optional.empty();
    }

    /** Whether a dispatch whose first attempt is {@code attempt} is under way here, or has ended. */
    boolean knows(RequestId id, int attempt) {
        return switch (store.get(id.value())) {
            case null -> false;
            case WorkerEntry.Pending p -> p.call().dispatch().attempt() >= attempt;
            case WorkerEntry.Settled s -> s.mark().dispatchAttempt() >= attempt;
        };
    }

    void add(PendingCall call) {
        pending++;
        put(call);
    }

    void put(PendingCall call) {
        store.put(call.dispatch().id().value(), new WorkerEntry.Pending(call));
    }

    void settle(PendingCall call, Instant now) {
        String id = call.dispatch().id().value();
        pending--;
        store.put(
                id,
                new WorkerEntry.Settled(
                        new SettledMark(call.attempt(), call.dispatch().attempt(), now)));
        marks.add(new Aging(id, now));
    }

    void forgetOldMarks(Instant now) {
        Instant before = now.minus(retention);
        while (!marks.isEmpty()
                && (marks.size() > most || marks.peekFirst().from().isBefore(before))) {
            String id = marks.removeFirst().id();
            if (store.get(id) instanceof WorkerEntry.Settled) {
                store.delete(id);
            }
        }
    }

    int pending() {
        return pending;
    }
}
