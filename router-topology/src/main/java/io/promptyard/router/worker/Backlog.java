package io.promptyard.router.worker;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Dispatches that were read past: they stay in their topic, and of each tenant only the span of their offsets is noted,
 * so a backlog of any length costs one small note for each tenant. Stream thread only.
 *
 * <p>While a tenant has a span, all it dispatches is parked behind it. So its span holds nothing of it but what is
 * parked, and is read again from its beginning. Notes stand in the store of the pending calls, whose one changelog keeps
 * their order: a dispatch taken out of a span is noted as pending before the span shrinks, and after a crash in between
 * is found to be known.
 */
final class Backlog {
    private static final String KEY = "\u0000parked/";

    private final KeyValueStore<String, WorkerEntry> store;
    private final int mostTenants;
    private final Map<String, WorkerEntry.Parked> spans = new HashMap<>();
    private final ArrayDeque<String> turns = new ArrayDeque<>();
    private long parked;

    /** @param mostTenants spans at most; one more tenant has no {@link #room} */
    Backlog(KeyValueStore<String, WorkerEntry> store, int mostTenants) {
        this.store = store;
        this.mostTenants = mostTenants;
    }

    void restore() {
        try (KeyValueIterator<String, WorkerEntry> notes = store.prefixScan(KEY, new StringSerializer())) {
            while (notes.hasNext()) {
                KeyValue<String, WorkerEntry> note = notes.next();
                if (note.value instanceof WorkerEntry.Parked span) {
                    String tenant = note.key.substring(KEY.length());
                    spans.put(tenant, span);
                    turns.addLast(tenant);
                    parked += span.count();
                }
            }
        }
    }

    boolean holds(String tenant) {
        return spans.containsKey(tenant);
    }

    /** Whether one more tenant may be parked. */
    boolean room() {
        return spans.size() < mostTenants;
    }

    /** Leaves the dispatch at this offset in its topic; one that a crash made to be read again is there already. */
    void park(String tenant, long offset, Instant at) {
        WorkerEntry.Parked span = spans.get(tenant);
        if (span == null) {
            turns.addLast(tenant);
            put(tenant, new WorkerEntry.Parked(offset, offset, 1, at));
            parked++;
        } else if (offset > span.to()) {
            put(tenant, new WorkerEntry.Parked(span.from(), offset, span.count() + 1, span.since()));
            parked++;
        }
    }

    /** The next tenant, by turn, whose span is to be read from its beginning. */
    Optional<String> next(Predicate<String> wanted) {
        for (int i = turns.size(); i > 0; i--) {
            String tenant = turns.removeFirst();
            turns.addLast(tenant);
            if (wanted.test(tenant)) {
                return Optional.of(tenant);
            }
        }
        return Optional.empty();
    }

    WorkerEntry.@Nullable Parked span(String tenant) {
        return spans.get(tenant);
    }

    /** The span was read up to {@code next}, and {@code count} of its dispatches taken, the last of {@code at}. */
    void taken(String tenant, long next, int count, Instant at) {
        WorkerEntry.Parked span = spans.get(tenant);
        if (span == null || next <= span.from()) {
            return;
        }
        if (next > span.to()) {
            parked -= span.count();
            spans.remove(tenant);
            turns.remove(tenant);
            store.delete(KEY + tenant);
        } else {
            long left = Math.max(1, span.count() - count);
            parked -= span.count() - left;
            put(tenant, new WorkerEntry.Parked(next, span.to(), left, at));
        }
    }

    private void put(String tenant, WorkerEntry.Parked span) {
        spans.put(tenant, span);
        store.put(KEY + tenant, span);
    }

    /** Dispatches parked. */
    long parked() {
        return parked;
    }

    /** When the first of them was dispatched, near enough. */
    Optional<Instant> oldest() {
        return spans.values().stream().map(WorkerEntry.Parked::since).min(Instant::compareTo);
    }
}
