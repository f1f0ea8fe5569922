package io.promptyard.router.budget;

import io.promptyard.model.Reservation;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Requests that wait for a window: whole in a store with a changelog, their places in memory. In the order of the windows, and
 * within one in that of arrival. One thread.
 */
final class WaitingRoom {
    private static final String END = "\uffff";

    private final KeyValueStore<String, Reservation> store;
    private final Function<Reservation, Set<String>> series;

    /** With the series of accounts that each waits for. */
    private final NavigableMap<String, Set<String>> places = new TreeMap<>();

    private final Map<String, NavigableSet<String>> bySeries = new HashMap<>();

    /** Who was let go, to be asked again, and since when it waits. */
    record Due(Reservation request, Instant since) {}

    /**
     * Finds what waits in the store.
     *
     * @param series of the accounts that a request may have to wait for
     */
    WaitingRoom(KeyValueStore<String, Reservation> store, Function<Reservation, Set<String>> series) {
        this.store = store;
        this.series = series;
        try (KeyValueIterator<String, Reservation> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Reservation> each = all.next();
                remember(each.key, each.value);
            }
        }
    }

    int size() {
        return places.size();
    }

    void add(Reservation request, Instant until, Instant since) {
        String lane = request.lane().isEmpty() ? "" : "@" + request.lane();
        String place =
                time(until) + "/" + time(since) + "/" + request.dispatch().id().value() + lane;
        store.put(place, request);
        remember(place, request);
    }

    private void remember(String place, Reservation request) {
        Set<String> own = Set.copyOf(series.apply(request));
        places.put(place, own);
        own.forEach(each ->
                bySeries.computeIfAbsent(each, ignored -> new TreeSet<>()).add(place));
    }

    /** Whether anybody's window has come. */
    boolean isDue(Instant now) {
        return !places.isEmpty() && isOver(places.firstKey(), now);
    }

    /** The first whose window has come leaves. */
    Optional<Due> next(Instant now) {
        return isDue(now) ? leave(places.firstKey()) : Optional.empty();
    }

    /** Where everybody waits, in order; for {@link #leave(String, Predicate)}. */
    List<String> places() {
        return List.copyOf(places.keySet());
    }

    /** Whoever waits there leaves, window or not, if it is one of {@code those}. */
    Optional<Due> leave(String place, Predicate<Reservation> those) {
        Reservation request = places.containsKey(place) ? store.get(place) : null;
        return request != null && those.test(request) ? leave(place) : Optional.empty();
    }

    private Optional<Due> leave(String place) {
        for (String each : places.remove(place)) {
            NavigableSet<String> others = bySeries.get(each);
            others.remove(place);
            if (others.isEmpty()) {
                bySeries.remove(each);
            }
        }
        Instant since = Instant.ofEpochMilli(Long.parseLong(place.split("/", 3)[1], 16));
        return Optional.ofNullable(store.delete(place)).map(request -> new Due(request, since));
    }

    /** Whether anybody's window has come who is to be asked for before others that want of the same accounts. */
    boolean isDue(Collection<String> wanted, Instant now) {
        for (String each : wanted) {
            NavigableSet<String> waiting = bySeries.get(each);
            if (waiting != null && isOver(waiting.first(), now)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOver(String place, Instant now) {
        return place.compareTo(time(now) + END) <= 0;
    }

    private static String time(Instant at) {
        return String.format("%016x", at.toEpochMilli());
    }
}
