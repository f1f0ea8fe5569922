package io.promptyard.router.worker;

import io.promptyard.model.Dispatch;
import io.promptyard.model.RequestId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A task's look-ahead: calls that could start, had the provider room. Tenants take turns, one call each; among the
 * calls of one tenant the earliest deadline goes first, then the first to come. Stream thread only.
 *
 * <p>Tenants share its {@code capacity}, see {@link Shares}; {@link #room} is for whoever brings new ones. What was let in
 * before a restart, and what is to be tried again, comes in whatever the room.
 */
final class DispatchQueue {
    private static final Comparator<Entry> EARLIEST =
            Comparator.comparing(Entry::deadline).thenComparingLong(Entry::arrival);

    private final Shares shares;
    private final Map<String, PriorityQueue<Entry>> byTenant = new HashMap<>();
    private final ArrayDeque<String> turns = new ArrayDeque<>();
    private long arrivals;

    private record Entry(RequestId id, Instant deadline, long arrival, Instant at) {}

    DispatchQueue(int capacity) {
        this.shares = new Shares(capacity);
    }

    /** How many more of this tenant may come in now. */
    int room(String tenant) {
        return shares.room(tenant);
    }

    void add(Dispatch dispatch) {
        String tenant = dispatch.request().tenant();
        PriorityQueue<Entry> own = byTenant.computeIfAbsent(tenant, name -> {
            turns.addLast(name);
            return new PriorityQueue<>(EARLIEST);
        });
        own.add(new Entry(dispatch.id(), dispatch.deadline(), arrivals++, dispatch.at()));
        shares.take(tenant);
    }

    /** Takes the next one of the tenant whose turn it is; null when there is none. */
    @Nullable
    RequestId poll() {
        String tenant = turns.pollFirst();
        if (tenant == null) {
            return null;
        }
        RequestId id = take(tenant).id();
        if (byTenant.containsKey(tenant)) {
            turns.addLast(tenant);
        }
        return id;
    }

    /** Takes all whose deadline is not after {@code now}: they are to be refused, and need no room to be. */
    List<RequestId> expired(Instant now) {
        List<RequestId> late = new ArrayList<>();
        for (String tenant : List.copyOf(turns)) {
            for (Entry first = first(tenant); first != null && !first.deadline().isAfter(now); first = first(tenant)) {
                late.add(take(tenant).id());
            }
            if (!byTenant.containsKey(tenant)) {
                turns.remove(tenant);
            }
        }
        return late;
    }

    private @Nullable Entry first(String tenant) {
        PriorityQueue<Entry> own = byTenant.get(tenant);
        return own == null ? null : own.peek();
    }

    private Entry take(String tenant) {
        PriorityQueue<Entry> own = byTenant.get(tenant);
        if (own == null) {
            throw new IllegalStateException("nothing is queued for the tenant whose turn it is");
        }
        Entry taken = own.remove();
        shares.giveBack(tenant);
        if (own.isEmpty()) {
            byTenant.remove(tenant);
        }
        return taken;
    }

    int size() {
        return shares.total();
    }

    int sizeOf(String tenant) {
        return shares.of(tenant);
    }

    boolean isFull() {
        return size() >= shares.capacity();
    }

    /** When the one that has waited longest was dispatched. */
    Optional<Instant> oldest() {
        return byTenant.values().stream()
                .flatMap(PriorityQueue::stream)
                .map(Entry::at)
                .min(Comparator.naturalOrder());
    }
}
