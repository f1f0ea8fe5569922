package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import io.promptyard.standalone.config.keys.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code groups:}. */
final class GroupsSection {
    private static final ListKey<Target> MEMBERS = Key.named("members")
            .required()
            .example("[openai/gpt-4o, smart]")
            .means("who may stand in, in this order")
            .list(TargetNames.TARGET_OR_ALIAS);
    private static final ListKey<Task> TASKS = Key.named("tasks")
            .otherwise("none: no fallback")
            .example("[chat, summarization]")
            .means("tasks on which that was verified")
            .list(MatchSection.TASK_RULE);
    private static final ValueKey<String> REPORT = Key.named("report")
            .example("exp-2026-10-03")
            .means("what says so, for people")
            .value(Rule.TEXT);
    private static final ValueKey<Instant> EXPIRES = Key.named("expires")
            .otherwise("never")
            .example("2026-12-31")
            .means("until when it holds: a date, that day included, UTC; or a time such as `2026-12-31T12:00:00Z`")
            .value(Rule.of(
                    "a date such as 2026-12-31, or a time such as 2026-12-31T12:00:00Z",
                    Values::end,
                    Instant::toString));
    private static final SectionKey VERIFIED = Key.named("verified").holding(Table.of(TASKS, REPORT, EXPIRES));
    static final SectionKey GROUPS = Key.named("groups").named("group", Table.of(MEMBERS, VERIFIED));

    private GroupsSection() {}

    static Map<String, FallbackGroup> read(Section top, TargetNames names) {
        Map<String, FallbackGroup> groups = new LinkedHashMap<>();
        top.sections(GROUPS).forEach((name, section) -> groups.put(name, group(name, section, names)));
        return groups;
    }

    private static FallbackGroup group(String name, Section section, TargetNames names) {
        List<Target> members = section.list(MEMBERS, names::resolve);
        Section verified = section.sectionOrEmpty(VERIFIED);
        FallbackGroup group = new FallbackGroup(
                name,
                members,
                Set.copyOf(verified.list(TASKS)),
                verified.find(REPORT).orElse(""),
                verified.find(EXPIRES).orElse(null));
        verified.end();
        section.end();
        return group;
    }
}
