package io.promptyard.router.worker;

import io.promptyard.model.PendingCall;
import io.promptyard.model.RequestId;
import io.promptyard.model.SettledMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The task's notes: under each request id its pending call, and beside it, once that has ended, a mark. Stream thread
 * only.
 *
 * <p>A call stays for a while after it was settled: the mark may reach the changelog and the response not, when the
 * process dies in between. Then the outcome is read again, and with the call still here it ends the prompt again. It
 * goes when a commit must have followed: {@link #REREAD} before the last tick but one, as every turn of a stream thread
 * commits when it is time to.
 *
 * <p>A mark must outlive every re-read of its dispatch: the worker's own (commit interval, at most a second, plus the
 * time it was down, during which nothing ages here) and the router's. It goes after {@code retention} of this task's
 * own running time, or when there are more than {@code most}, but never before the call it belongs to.
 */
final class PendingStore {
    static final Duration REREAD = Duration.ofSeconds(5);
    private static final String MARK = "\u0000settled/";

    private final KeyValueStore<String, WorkerEntry> store;
    private final Duration retention;
    private final int most;
    private final ArrayDeque<Aging> marks = new ArrayDeque<>();
    private final ArrayDeque<Aging> ended = new ArrayDeque<>();
    private final Map<String, Note> notes = new HashMap<>();
    private @Nullable Instant lastTick;
    private int pending;

    private record Aging(String id, int dispatchAttempt, Instant from) {}

    /**
     * What the store's call under an id is, without decoding it. {@code open} is the call itself while it is under way,
     * when the connector holds it anyway; null otherwise.
     */
    private record Note(
            int dispatchAttempt, boolean isEnded, @Nullable PendingCall open) {
        static Note of(PendingCall call) {
            return new Note(call.dispatch().attempt(), false, call.state() == PendingCall.State.CALLING ? call : null);
        }

        static Note ended(int dispatchAttempt) {
            return new Note(dispatchAttempt, true, null);
        }
    }

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
                    case WorkerEntry.Pending p -> restored(p.call(), now, each);
                    case WorkerEntry.Settled s ->
                        marks.add(new Aging(
                                entry.key.substring(MARK.length()), s.mark().dispatchAttempt(), now));
                    case WorkerEntry.Parked span -> {} // the Backlog's
                }
            }
        }
    }

    private void restored(PendingCall call, Instant now, Consumer<PendingCall> each) {
        if (isSettled(call)) {
            ended.add(new Aging(call.dispatch().id().value(), call.dispatch().attempt(), now));
            notes.put(call.dispatch().id().value(), Note.ended(call.dispatch().attempt()));
        } else {
            pending++;
            notes.put(call.dispatch().id().value(), Note.of(call));
            each.accept(call);
        }
    }

    /** The call under this id that has not ended. */
    Optional<PendingCall> call(RequestId id) {
        Note note = notes.get(id.value());
        if (note == null || note.isEnded()) {
            return Optional.empty();
        }
        return note.open() == null ? find(id.value()) : Optional.of(note.open());
    }

    /** The call that the outcome at {@code offset} has ended before, if that may have to be told again. */
    Optional<PendingCall> endedBy(RequestId id, long offset) {
        return mark(id.value())
                .filter(settled -> settled.outcomeOffset() == offset)
                .flatMap(settled -> find(id.value())
                        .filter(call ->
                                call.dispatch().attempt() == settled.mark().dispatchAttempt()));
    }

    /** Whether a dispatch whose first attempt is {@code attempt} is under way here, or has ended. */
    boolean knows(RequestId id, int attempt) {
        Note note = notes.get(id.value());
        return note != null && note.dispatchAttempt() >= attempt
                || mark(id.value())
                        .filter(settled -> settled.mark().dispatchAttempt() >= attempt)
                        .isPresent();
    }

    /** Whether this attempt of the prompt, or a later one, is known here as under way or ended. */
    boolean hasReached(RequestId id, int attempt) {
        return call(id).filter(call -> call.attempt() >= attempt).isPresent()
                || mark(id.value())
                        .filter(settled -> settled.mark().attempt() >= attempt)
                        .isPresent();
    }

    void add(PendingCall call) {
        pending++;
        put(call);
    }

    void put(PendingCall call) {
        store.put(call.dispatch().id().value(), new WorkerEntry.Pending(call));
        notes.put(call.dispatch().id().value(), Note.of(call));
    }

    void settle(PendingCall call, long outcomeOffset, Instant now) {
        String id = call.dispatch().id().value();
        int dispatchAttempt = call.dispatch().attempt();
        pending--;
        store.put(
                MARK + id,
                new WorkerEntry.Settled(new SettledMark(call.attempt(), dispatchAttempt, now), outcomeOffset));
        marks.add(new Aging(id, dispatchAttempt, now));
        ended.add(new Aging(id, dispatchAttempt, now));
        notes.put(id, Note.ended(dispatchAttempt));
    }

    /** Takes the end of a call back: told again, its outcome means another attempt. */
    void reopen(PendingCall call) {
        store.delete(MARK + call.dispatch().id().value());
        add(call);
    }

    /** Drops ended calls and marks that are old enough; to be called at every tick. */
    void forget(Instant now) {
        Instant committed = lastTick == null ? Instant.MIN : lastTick.minus(REREAD);
        while (!ended.isEmpty() && ended.peekFirst().from().isBefore(committed)) {
            forgetCall(ended.removeFirst());
        }
        Instant old = now.minus(retention);
        while (!marks.isEmpty()
                && marks.peekFirst().from().isBefore(committed) // never before its call
                && (marks.size() > most || marks.peekFirst().from().isBefore(old))) {
            forgetMark(marks.removeFirst());
        }
        lastTick = now;
    }

    private void forgetCall(Aging old) {
        Note note = notes.get(old.id());
        if (note != null && note.isEnded() && note.dispatchAttempt() == old.dispatchAttempt()) {
            store.delete(old.id());
            notes.remove(old.id());
        }
    }

    private void forgetMark(Aging old) {
        mark(old.id())
                .filter(settled -> settled.mark().dispatchAttempt() == old.dispatchAttempt())
                .ifPresent(settled -> store.delete(MARK + old.id()));
    }

    int pending() {
        return pending;
    }

    private boolean isSettled(PendingCall call) {
        return mark(call.dispatch().id().value())
                .filter(settled ->
                        settled.mark().dispatchAttempt() >= call.dispatch().attempt())
                .isPresent();
    }

    private Optional<PendingCall> find(String id) {
        return store.get(id) instanceof WorkerEntry.Pending p ? Optional.of(p.call()) : Optional.empty();
    }

    private Optional<WorkerEntry.Settled> mark(String id) {
        return store.get(MARK + id) instanceof WorkerEntry.Settled s ? Optional.of(s) : Optional.empty();
    }
}
