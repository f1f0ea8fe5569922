package io.promptyard.standalone.config;

import io.promptyard.model.Task;
import io.promptyard.router.config.RouteMatch;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** {@code match:} of a route or a ceiling. */
final class MatchSection {
    private static final String TASK_RULE = "must be a known task";

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
                        .orElse(null));
        complexity.ifPresent(Section::end);
        tokens.ifPresent(Section::end);
        match.end();
        return read;
    }
}
