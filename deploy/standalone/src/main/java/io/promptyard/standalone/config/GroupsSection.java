package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.Verification;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.ListKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import io.promptyard.standalone.config.keys.ValueKey;
import io.promptyard.standalone.config.keys.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code groups:}. What was verified is a map, of all members alike, or a list of such maps, each of the members that it names. */
final class GroupsSection {
    private static final ListKey<Target> MEMBERS = Key.named("members")
            .required()
            .example("[openai/gpt-4o, smart]")
            .means("who may stand in, in this order")
            .list(TargetNames.TARGET_OR_ALIAS);
    private static final ListKey<Target> WHOSE = Key.named("members")
            .otherwise("all of the group")
            .example("[openai/gpt-4o]")
            .means("whose evidence it is")
            .list(Rule.of("a member of the group", TargetNames::parse, Target::toString));
    private static final ListKey<Task> TASKS = Key.named("tasks")
            .otherwise("none: no fallback")
            .example("[chat, summarization]")
            .means("tasks on which they were verified")
            .list(MatchSection.TASK_RULE);
    private static final ValueKey<String> REPORT = Key.named("report")
            .example("exp-2026-10-03")
            .means(
                    "the [experiment](experiments.md#equivalence) that verified each of these members on each of these tasks")
            .value(Rule.TEXT);
    private static final ValueKey<Instant> EXPIRES = Key.named("expires")
            .otherwise("never")
            .example("2026-12-31")
            .means("until when it holds: a date, that day included, UTC; or a time such as `2026-12-31T12:00:00Z`")
            .value(Rule.of(
                    "a date such as 2026-12-31, or a time such as 2026-12-31T12:00:00Z",
                    Values::end,
                    Instant::toString));
    private static final SectionKey VERIFIED = Key.named("verified")
            .otherwise("none: no fallback")
            .example("[{ members: [openai/gpt-4o], tasks: [chat] }]")
            .means("evidence of all members alike, or of those that each piece names")
            .listing(Table.of(WHOSE, TASKS, REPORT, EXPIRES))
            .or("a map, or a list of maps");
    static final SectionKey GROUPS = Key.named("groups").named("group", Table.of(MEMBERS, VERIFIED));

    private GroupsSection() {}

    static Map<String, FallbackGroup> read(Section top, TargetNames names) {
        Map<String, FallbackGroup> groups = new LinkedHashMap<>();
        top.sections(GROUPS).forEach((name, section) -> groups.put(name, group(name, section, names)));
        return groups;
    }

    private static FallbackGroup group(String name, Section section, TargetNames names) {
        List<Target> members = section.list(MEMBERS, names::resolve);
        FallbackGroup group = new FallbackGroup(name, members, evidence(section, members, names));
        section.end();
        return group;
    }

    private static List<Verification> evidence(Section group, List<Target> members, TargetNames names) {
        boolean list = group.node(VERIFIED)
                .filter(ConfigNode.Sequence.class::isInstance)
                .isPresent();
        List<Section> sections = list
                ? group.sectionList(VERIFIED)
                : group.section(VERIFIED).stream().toList();
        // Where members could not be read, nobody knows who is none.
        Predicate<Target> isMember = group.problems().within(group.path(MEMBERS)) ? any -> true : members::contains;
        return sections.stream()
                .map(each -> verified(each, members, isMember, names))
                .toList();
    }

    private static Verification verified(
            Section section, List<Target> members, Predicate<Target> isMember, TargetNames names) {
        Verification read = new Verification(
                section.has(WHOSE) ? named(section, isMember, names) : Set.copyOf(members),
                Set.copyOf(section.list(TASKS)),
                section.find(REPORT).orElse(""),
                section.find(EXPIRES).orElse(null));
        section.end();
        return read;
    }

    private static Set<Target> named(Section section, Predicate<Target> isMember, TargetNames names) {
        List<Target> named =
                new ArrayList<>(section.list(WHOSE, text -> names.resolve(text).filter(isMember)));
        if (named.isEmpty() && !section.problems().within(section.path(WHOSE))) {
            // An empty list must not come to mean all of them, nor pass unseen.
            section.error(WHOSE, "must name at least one", "none");
        }
        return Set.copyOf(named);
    }
}
