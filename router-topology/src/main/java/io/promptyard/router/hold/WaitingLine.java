package io.promptyard.router.hold;

import io.promptyard.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who goes next. The highest level first: the priority, and a step more for each {@code ageing} of waiting; on one level tenants take turns, and
 * of one tenant the oldest goes. So whoever waits long enough stands on the highest level, where everybody's turn comes: nothing
 * starves. Pure but for its own order; not thread-safe.
 */
final class WaitingLine {
    private final Duration ageing;
    private final Comparator<Place> byAge;
    private final Map<Set<Target>, Group> groups = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<Place> byDeadline =
            new TreeSet<>(Comparator.comparing(Place::deadline).thenComparing(Place::key));
    private final Map<String, Turns> tenants = new HashMap<>();
    private long turn;

    /** Those that wait for any of the same targets, and from when it makes sense to ask for them again. */
    private static final class Group {
        private final Map<String, TreeSet<Place>> byTenant = new TreeMap<>();
        private Instant from = Instant.MIN;
    }

    private static final class Turns {
        private int waiting;
        private long last;
    }

    WaitingLine(Duration ageing) {
        this.ageing = ageing;
        this.byAge = Place.byAge(ageing);
    }

    int size() {
        return places.size();
    }

    boolean contains(String key) {
        return places.containsKey(key);
    }

    boolean isWaitedFor(Target target) {
        return groups.keySet().stream().anyMatch(targets -> targets.contains(target));
    }

    /** @param from when those that wait for these targets are to be asked for again */
    void add(Place place, Instant from) {
        places.put(place.key(), place);
        byDeadline.add(place);
        Group group = groups.computeIfAbsent(place.targets(), targets -> new Group());
        group.from = from;
        group.byTenant
                .computeIfAbsent(place.tenant(), tenant -> new TreeSet<>(byAge))
                .add(place);
        tenants.computeIfAbsent(place.tenant(), tenant -> newcomer()).waiting++;
    }

    /** One that comes new has its turn after those who are here. */
    private Turns newcomer() {
        Turns turns = new Turns();
        turns.last = turn;
        return turns;
    }

    void remove(Place place) {
        places.remove(place.key());
        byDeadline.remove(place);
        Group group = groups.get(place.targets());
        TreeSet<Place> own = group.byTenant.get(place.tenant());
        own.remove(place);
        if (own.isEmpty()) {
            group.byTenant.remove(place.tenant());
        }
        if (group.byTenant.isEmpty()) {
            groups.remove(place.targets());
        }
        Turns turns = tenants.get(place.tenant());
        turns.waiting--;
        if (turns.waiting == 0) {
            tenants.remove(place.tenant());
        }
    }

    /** It has had its turn. */
    void served(Place place) {
        turn++;
        tenants.get(place.tenant()).last = turn;
        remove(place);
    }

    /** Waits on, for these. */
    void move(Place place, Set<Target> targets, Instant from) {
        if (place.targets().equals(targets)) {
            groups.get(targets).from = from;
            return;
        }
        Turns turns = tenants.get(place.tenant());
        remove(place);
        tenants.putIfAbsent(place.tenant(), turns);
        add(place.waitingFor(targets), from);
    }

    /** Takes calls again, whatever was expected. */
    void isBack(Target target, Instant now) {
        groups.forEach((targets, group) -> {
            if (targets.contains(target) && group.from.isAfter(now)) {
                group.from = now;
            }
        });
    }

    /**
     * Who is to be asked for now, before all others.
     *
     * @param closed that take no calls now: who waits for nothing else need not be asked for
     */
    Optional<Place> next(Instant now, Set<Target> closed) {
        Place best = null;
        for (Map.Entry<Set<Target>, Group> each : groups.entrySet()) {
            boolean known = !each.getKey().isEmpty();
            if (each.getValue().from.isAfter(now) || known && closed.containsAll(each.getKey())) {
                continue;
            }
            for (TreeSet<Place> own : each.getValue().byTenant.values()) {
                best = before(own.first(), best, now);
            }
        }
        return Optional.ofNullable(best);
    }

    private Place before(Place one, @Nullable Place other, Instant now) {
        if (other == null) {
            return one;
        }
        int level = Integer.compare(other.level(now, ageing), one.level(now, ageing));
        int turns = level != 0 ? level : Long.compare(tenants.get(one.tenant()).last, tenants.get(other.tenant()).last);
        int order = turns != 0 ? turns : byAge.compare(one, other);
        return order <= 0 ? one : other;
    }

    /** Those whose deadline has come, the earliest first. */
    List<Place> overdue(Instant now) {
        List<Place> overdue = new ArrayList<>();
        for (Place place : byDeadline) {
            if (place.deadline().isAfter(now)) {
                break;
            }
            overdue.add(place);
        }
        return overdue;
    }
}
