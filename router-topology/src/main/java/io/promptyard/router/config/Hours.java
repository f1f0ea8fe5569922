package io.promptyard.router.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;

/**
 * Hours of the day in a time zone, {@code from} included, {@code to} not; over midnight when {@code to} is the earlier, and
 * then the days are those on which they begin. No days means every day.
 */
public record Hours(LocalTime from, LocalTime to, Set<DayOfWeek> days, ZoneId zone) {
    public Hours {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        days = Set.copyOf(days);
        Objects.requireNonNull(zone, "zone");
    }

    public boolean hold(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overMidnight = to.isBefore(from);
        boolean begun = !time.isBefore(from);
        boolean open = time.isBefore(to);
        if (overMidnight ? !begun && !open : !begun || !open) {
            return false;
        }
        DayOfWeek day = overMidnight && !begun ? local.getDayOfWeek().minus(1) : local.getDayOfWeek();
        return days.isEmpty() || days.contains(day);
    }

    /** No moment lies within. */
    public boolean isNever() {
        return from.equals(to);
    }

    /** Every moment lies within: the whole of every day, in whichever zone. */
    public boolean isAlways() {
        return from.equals(LocalTime.MIN) && to.equals(LocalTime.MAX) && isOfEveryDay();
    }

    /** Whether every moment of the other is one of these; false where that is not seen at once. */
    public boolean cover(Hours other) {
        if (isAlways()) {
            return true;
        }
        boolean alike = to.isBefore(from) == other.to.isBefore(other.from);
        boolean within = alike && !from.isAfter(other.from) && !to.isBefore(other.to);
        boolean itsDays = isOfEveryDay() || !other.days.isEmpty() && days.containsAll(other.days);
        return zone.equals(other.zone) && itsDays && within;
    }

    private boolean isOfEveryDay() {
        return days.isEmpty() || days.size() == DayOfWeek.values().length;
    }
}
