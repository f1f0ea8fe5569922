package io.promptyard.standalone.config;

import io.promptyard.model.Task;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.Hours;
import io.promptyard.router.config.Modality;
import io.promptyard.router.config.RouteMatch;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code match:} of a route or a ceiling. */
final class MatchSection {
    private static final String TASK_RULE = "must be a known task";
    private static final String TIME_RULE = "must be a time such as \"08:30\"";
    private static final int DAY_LETTERS = 3;

    private MatchSection() {}

    static Optional<Task> task(String text) {
        return Task.ofLabel(text);
    }

    /** Tasks under {@code key}, one or a list. */
    static Set<Task> tasks(Section section, String key) {
        return new HashSet<>(section.values(key, TASK_RULE, MatchSection::task));
    }

    /** An empty match is for every prompt. */
    static RouteMatch read(Section owner) {
        return owner.section("match").map(MatchSection::of).orElse(RouteMatch.ALL);
    }

    private static RouteMatch of(Section match) {
        Optional<Section> complexity = match.section("complexity");
        Optional<Section> tokens = match.section("tokens");
        RouteMatch read = new RouteMatch(
                tasks(match, "task"),
                Set.copyOf(match.texts("endpoint")),
                Set.copyOf(match.texts("tenant")),
                match.textMap("tags"),
                Set.copyOf(match.texts("language")),
                match.texts("model"),
                complexity.flatMap(bounds -> bounds.unit("min")).orElse(null),
                complexity.flatMap(bounds -> bounds.unit("max")).orElse(null),
                tokens.flatMap(bounds -> bounds.integer("min", 0, Integer.MAX_VALUE))
                        .orElse(null),
                tokens.flatMap(bounds -> bounds.integer("max", 0, Integer.MAX_VALUE))
                        .orElse(null),
                new HashSet<>(match.values("modality", "must be text, image, audio or file", Modality::ofLabel)),
                match.section("hours").map(MatchSection::hours).orElse(null),
                condition(match).orElse(null));
        complexity.ifPresent(Section::end);
        tokens.ifPresent(Section::end);
        match.end();
        return read;
    }

    private static Hours hours(Section section) {
        Hours hours = new Hours(
                section.value("from", TIME_RULE, MatchSection::time).orElse(LocalTime.MIN),
                section.value("to", TIME_RULE, MatchSection::time).orElse(LocalTime.MAX),
                new HashSet<>(section.values("days", "must be mon, tue, wed, thu, fri, sat or sun", MatchSection::day)),
                section.value("zone", "must be a time zone such as Europe/Berlin", MatchSection::zone)
                        .orElse(ZoneOffset.UTC));
        section.end();
        return hours;
    }

    /** {@code 24:00} is the end of a day. */
    private static Optional<LocalTime> time(String text) {
        if (text.equals("24:00")) {
            return Optional.of(LocalTime.MAX);
        }
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<DayOfWeek> day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name()
                        .substring(0, DAY_LETTERS)
                        .toLowerCase(Locale.ROOT)
                        .equals(text))
                .findFirst();
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Condition> condition(Section match) {
        return match.text("when").flatMap(text -> {
            try {
                return Optional.of(Condition.of(text));
            } catch (IllegalArgumentException e) {
                match.problems()
                        .error(match.path("when"), "must be a condition in CEL: " + e.getMessage(), "\"" + text + "\"");
                return Optional.empty();
            }
        });
    }
}
