package io.promptyard.gateway.correlation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bus for each lane, by name. They share one listener, because request ids are one of a kind. Thread-safe. */
public final class LaneBuses {
    private final SortedMap<String, ResponseBus> buses;

    public LaneBuses(Map<String, ResponseBus> buses) {
        this.buses = new TreeMap<>(buses);
    }

    public Optional<ResponseBus> of(String lane) {
        return Optional.ofNullable(buses.get(lane));
    }

    /** The lanes there are, in their natural order. */
    public List<String> names() {
        return List.copyOf(buses.keySet());
    }

    public Future<Void> listen(ResponseListener listener) {
        return Future.all(
                        buses.values().stream().map(bus -> bus.listen(listener)).toList())
                .mapEmpty();
    }

    public Future<Void> close() {
        return Future.join(buses.values().stream().map(ResponseBus::close).toList())
                .mapEmpty();
    }
}
