package io.promptyard.router.hold;

import io.promptyard.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lines of one process know of each other. A target that comes back takes few prompts at first; without this the task whose tick happens to come
 * first would have them all, and the others' prompts would get a probe only when its line is empty. So a line leaves such a target to another one whose
 * prompt comes before its own, by the order that holds within a line; tenants have one turn for all lines. It decides who goes, never how many. Thread-safe.
 */
final class Lines {
    /** A line that has not looked for so long is waited for by nobody: its thread has more to do. */
    static final Duration FRESH = Duration.ofSeconds(1);
    /** So long after a target was found to take no more, or was to be back, its places are scarce. Else lines hold each other up for nothing. */
    static final Duration SCARCE = Duration.ofMillis(500);

    private final Duration ageing;
    private final Comparator<Place> byAge;
    private final Map<String, Turns> tenants = new HashMap<>();
    private final Map<WaitingLine, Told> told = new HashMap<>();
    private final Map<Target, Instant> scarceUntil = new HashMap<>();
    private long turn;

    private static final class Turns {
        private int waiting;
        private long last;
    }

    /** Who is to be asked for first of those that wait for the same, and from when. */
    record Front(Place place, Instant from) {}

    private record Told(List<Front> fronts, Instant at) {}

    Lines(Duration ageing) {
        this.ageing = ageing;
        this.byAge = Place.byAge(ageing);
    }

    Comparator<Place> byAge() {
        return byAge;
    }

    /** One that comes new has its turn after those who are here. */
    synchronized void came(String tenant) {
        tenants.computeIfAbsent(tenant, each -> {
                    Turns turns = new Turns();
                    turns.last = turn;
                    return turns;
                })
                .waiting++;
    }

    synchronized void left(String tenant) {
        Turns turns = tenants.get(tenant);
        turns.waiting--;
        if (turns.waiting == 0) {
            tenants.remove(tenant);
        }
    }

    /** Has had its turn; of one that has not left yet. */
    synchronized void served(String tenant) {
        turn++;
        tenants.get(tenant).last = turn;
    }

    /** Whether the first is to go before the second. */
    synchronized boolean isBefore(Place one, Place other, Instant now) {
        int level = Integer.compare(other.level(now, ageing), one.level(now, ageing));
        int turns = level != 0 ? level : Long.compare(last(one), last(other));
        int order = turns != 0 ? turns : byAge.compare(one, other);
        return order <= 0;
    }

    private long last(Place place) {
        Turns turns = tenants.get(place.tenant());
        return turns == null ? turn : turns.last; // it went between two looks
    }

    /** The targets take no more now, the first of them until then. */
    synchronized void shut(Set<Target> targets, Instant until, Instant now) {
        scarceUntil.values().removeIf(end -> !end.isAfter(now));
        Instant end = (until.isAfter(now) ? until : now).plus(SCARCE);
        targets.forEach(target -> scarceUntil.put(target, end));
    }

    /** It takes calls, if before it was expected to. */
    synchronized void isBack(Target target, Instant now) {
        Instant early = now.plus(SCARCE);
        scarceUntil.computeIfPresent(target, (each, end) -> end.isBefore(early) ? end : early);
    }

    private boolean isScarce(Target target, Instant now) {
        return scarceUntil.getOrDefault(target, Instant.MIN).isAfter(now);
    }

    /** What stands in a line, at each of its looks and after it. */
    synchronized void tell(WaitingLine line, List<Front> fronts, Instant now) {
        told.put(line, new Told(List.copyOf(fronts), now));
    }

    synchronized void forget(WaitingLine line) {
        told.remove(line);
    }

    /** Whether nobody in another line comes before this one, who is first in its own. */
    synchronized boolean mayGo(WaitingLine line, Place place, Instant now) {
        boolean scarce =
                !place.targets().isEmpty() && place.targets().stream().allMatch(target -> isScarce(target, now));
        return !scarce
                || others(line, now).stream()
                        .noneMatch(other -> !Collections.disjoint(place.targets(), other.targets())
                                && !isBefore(place, other, now));
    }

    /** Whether somebody in another line waits for a target that takes few: then who comes new stands in line, too. */
    synchronized boolean isWaitedForElsewhere(WaitingLine line, Target target, Instant now) {
        return isScarce(target, now)
                && others(line, now).stream().anyMatch(other -> other.targets().contains(target));
    }

    private List<Place> others(WaitingLine line, Instant now) {
        List<Place> due = new ArrayList<>();
        told.forEach((each, heard) -> {
            if (each != line && heard.at().plus(FRESH).isAfter(now)) {
                heard.fronts().stream()
                        .filter(front -> !front.from().isAfter(now))
                        .forEach(front -> due.add(front.place()));
            }
        });
        return due;
    }
}
