package io.promptyard.router.hold;

import io.promptyard.model.Target;
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

/**
 * Who goes next. The highest level first: the priority, and a step more for each {@code ageing} of waiting; on one level tenants take turns, and
 * of one tenant the oldest goes. So whoever waits long enough stands on the highest level, where everybody's turn comes: nothing
 * starves. Pure but for its own order; not thread-safe.
 */
final class WaitingLine {
    private final Lines lines;
    private final Map<Set<Target>, Group> groups = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<Place> byDeadline =
            new TreeSet<>(Comparator.comparing(Place::deadline).thenComparing(Place::key));

    /** Those that wait for any of the same targets, and from when it makes sense to ask for them again. */
    private static final class Group {
        private final Map<String, TreeSet<Place>> byTenant = new TreeMap<>();
        private Instant from = Instant.MIN;
    }

    /** @param lines of all tasks of the process */
    WaitingLine(Lines lines) {
        this.lines = lines;
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

    /** By another task's prompts, of a target that takes few. */
    boolean isWaitedForElsewhere(Target target, Instant now) {
        return lines.isWaitedForElsewhere(this, target, now);
    }

    /** @param from when those that wait for these targets are to be asked for again */
    void add(Place place, Instant from) {
        places.put(place.key(), place);
        byDeadline.add(place);
        Group group = groups.computeIfAbsent(place.targets(), targets -> new Group());
        group.from = from;
        group.byTenant
                .computeIfAbsent(place.tenant(), tenant -> new TreeSet<>(lines.byAge()))
                .add(place);
        lines.came(place.tenant());
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
        lines.left(place.tenant());
    }

    /** It has had its turn. */
    void served(Place place) {
        lines.served(place.tenant());
        remove(place);
    }

    /** Waits on, for these. */
    void move(Place place, Set<Target> targets, Instant from) {
        if (place.targets().equals(targets)) {
            groups.get(targets).from = from;
            return;
        }
        lines.came(place.tenant()); // so that it is never gone, and has its turn
        remove(place);
        add(place.waitingFor(targets), from);
        lines.left(place.tenant());
    }

    /** Takes calls again, whatever was expected. */
    void isBack(Target target, Instant now) {
        lines.isBack(target, now);
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
            Place first = first(each.getValue(), now);
            best = best == null || lines.isBefore(first, best, now) ? first : best;
        }
        return Optional.ofNullable(best);
    }

    private Place first(Group group, Instant now) {
        return group.byTenant.values().stream()
                .map(TreeSet::first)
                .reduce((one, other) -> lines.isBefore(one, other, now) ? one : other)
                .orElseThrow();
    }

    /** Whether it may be asked for now, or another task's prompt comes first at a target that takes few. */
    boolean mayGo(Place place, Instant now) {
        return lines.mayGo(this, place, now);
    }

    /** Lets the other lines know who stands here. */
    void tell(Instant now) {
        List<Lines.Front> fronts = new ArrayList<>();
        groups.forEach((targets, group) -> fronts.add(new Lines.Front(first(group, now), group.from)));
        lines.tell(this, fronts, now);
    }

    /** The task is gone; what waited, waits elsewhere. */
    void close() {
        lines.forget(this);
        places.values().forEach(place -> lines.left(place.tenant()));
    }

    /** Those whose deadline has come, the earliest first, and so many at most. */
    List<Place> overdue(Instant now, int most) {
        List<Place> overdue = new ArrayList<>();
        for (Place place : byDeadline) {
            if (overdue.size() == most || place.deadline().isAfter(now)) {
                break;
            }
            overdue.add(place);
        }
        return overdue;
    }
}
