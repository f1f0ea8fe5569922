package io.promptyard.router.config;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * How long a budget holds, aligned to the calendar of a time zone: a day begins at its midnight, a week on Monday. {@link
 * #EVER} has no end, and is for experiments: a configuration cannot ask for it.
 */
public enum BudgetWindow {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    EVER;

    /** Of those without an end: far off, and still a number of milliseconds. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As a configuration and {@code spend} spell it. */
    public String label() {
        return label;
    }

    /** The start of the window that {@code at} lies in. */
    public Instant start(Instant at, ZoneId zone) {
        return begin(at.atZone(zone)).toInstant();
    }

    /** The start of the next; days of 23 and 25 hours are as long as they are. */
    public Instant end(Instant at, ZoneId zone) {
        ZonedDateTime begin = begin(at.atZone(zone));
        ZonedDateTime next = switch (this) {
            case MINUTE -> begin.plusMinutes(1);
            case HOUR -> begin.plusHours(1);
            case DAY -> begin.toLocalDate().plusDays(1).atStartOfDay(zone);
            case WEEK -> begin.toLocalDate().plusWeeks(1).atStartOfDay(zone);
            case MONTH -> begin.toLocalDate().plusMonths(1).atStartOfDay(zone);
            case EVER -> NEVER.atZone(zone);
        };
        return next.toInstant();
    }

    private ZonedDateTime begin(ZonedDateTime at) {
        return switch (this) {
            case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            case DAY -> at.toLocalDate().atStartOfDay(at.getZone());
            case WEEK ->
                at.toLocalDate()
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                        .atStartOfDay(at.getZone());
            case MONTH -> at.toLocalDate().withDayOfMonth(1).atStartOfDay(at.getZone());
            case EVER -> Instant.EPOCH.atZone(at.getZone());
        };
    }
}
