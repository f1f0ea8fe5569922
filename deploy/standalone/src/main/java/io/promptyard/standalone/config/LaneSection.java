package io.promptyard.standalone.config;

import io.promptyard.router.config.OnRestart;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
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

    private static final DefaultKey<Delivery> DELIVERY = Key.named("delivery")
            .example("exactly-once")
            .means("[guarantees.md](guarantees.md) says what each promises and costs")
            .value(Rule.oneOf(Delivery::label, Delivery.class), DEFAULT.delivery());
    private static final DefaultKey<OnRestart> ON_RESTART = Key.named("on-restart")
            .example("dead-letter")
            .means("""
                    what becomes of calls that were open when a process died: `retry` under the same idempotency key, `ask` (wait for their \
                    outcome, then as `dead-letter`), `dead-letter`""")
            .value(Rule.oneOf(OnRestart::label, OnRestart.class), DEFAULT.onRestart());
    static final SectionKey LANES = Key.named("lanes").named("lane", Table.of(DELIVERY, ON_RESTART));

    /** {@code lanes:}; there is always the lane {@code default}. */
    static SortedMap<String, LaneSection> read(Section top) {
        SortedMap<String, LaneSection> lanes = new TreeMap<>();
        lanes.put(TopicNames.DEFAULT_LANE, DEFAULT);
        top.sections(LANES).forEach((name, section) -> {
            LaneSection lane = new LaneSection(section.get(DELIVERY), section.get(ON_RESTART));
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
