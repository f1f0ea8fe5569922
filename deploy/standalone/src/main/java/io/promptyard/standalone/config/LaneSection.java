package io.promptyard.standalone.config;

import io.promptyard.router.config.OnRestart;
import io.promptyard.topic.TopicNames;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One of {@code lanes:}: what it promises, and what becomes of calls that a restart came upon. */
public record LaneSection(Delivery delivery, OnRestart onRestart) {
    /** The lane that is there without a word. */
    static final LaneSection DEFAULT = new LaneSection(Delivery.AT_LEAST_ONCE, OnRestart.RETRY);

    /** Names whose topics or applications would bear the name of another's. */
    private static final Set<String> TAKEN = Set.of(
            "prompts",
            "reroutes",
            "dispatch",
            "outcomes",
            "responses",
            "dead-letters",
            "router",
            "gateway",
            "learner",
            "models",
            "cancellations",
            "past-answers",
            "budgets",
            "config",
            "experiments",
            "reservations",
            "allowances",
            "spend");

    /** {@code lanes:}; there is always the lane {@code default}. */
    static SortedMap<String, LaneSection> read(Section top) {
        SortedMap<String, LaneSection> lanes = new TreeMap<>();
        lanes.put(TopicNames.DEFAULT_LANE, DEFAULT);
        top.sections("lanes").forEach((name, section) -> {
            LaneSection lane = new LaneSection(
                    section.value("delivery", "must be at-least-once or exactly-once", Delivery::ofLabel)
                            .orElse(DEFAULT.delivery()),
                    section.value("on-restart", "must be retry, ask or dead-letter", OnRestart::ofLabel)
                            .orElse(DEFAULT.onRestart()));
            section.end();
            if (isName(name)) {
                lanes.put(name, lane);
            } else {
                section.problems()
                        .error(
                                section.path(),
                                "must be named with a-z, 0-9 and '-', from a letter on, at most 32, not as a topic or"
                                        + " a role, and with no part worker",
                                name);
            }
        });
        return lanes;
    }

    private static boolean isName(String name) {
        return name.matches("[a-z][a-z0-9-]{0,31}")
                && !TAKEN.contains(name)
                && !List.of(name.split("-")).contains("worker");
    }
}
