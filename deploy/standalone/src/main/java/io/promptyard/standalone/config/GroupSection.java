package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One of {@code groups:}. What was verified is a map, of all members alike, or a list of such maps, each of the members that it names. */
final class GroupSection {
    private GroupSection() {}

    static FallbackGroup read(String name, Section section, TargetNames names) {
        List<Target> members = section.values("members", TargetNames.RULE_OR_ALIAS, names::resolve);
        FallbackGroup group = new FallbackGroup(name, members, evidence(section, members, names));
        section.end();
        return group;
    }

    private static List<Verification> evidence(Section group, List<Target> members, TargetNames names) {
        boolean list = group.node("verified")
                .filter(ConfigNode.Sequence.class::isInstance)
                .isPresent();
        List<Section> sections = list
                ? group.sectionList("verified")
                : group.section("verified").stream().toList();
        return sections.stream().map(each -> verified(each, members, names)).toList();
    }

    private static Verification verified(Section section, List<Target> members, TargetNames names) {
        Verification read = new Verification(
                section.has("members") ? named(section, members, names) : Set.copyOf(members),
                MatchSection.tasks(section, "tasks"),
                section.text("report").orElse(""),
                section.value(
                                "expires",
                                "must be a date such as 2026-12-31, or a time such as 2026-12-31T12:00:00Z",
                                Values::end)
                        .orElse(null));
        section.end();
        return read;
    }

    private static Set<Target> named(Section section, List<Target> members, TargetNames names) {
        List<Target> named = new ArrayList<>(section.values(
                "members",
                "must be a member of the group",
                text -> names.resolve(text).filter(members::contains)));
        if (named.isEmpty()) {
            // An empty list must not come to mean all of them, nor pass unseen.
            section.problems().error(section.path("members"), "must name at least one", "none");
        }
        return Set.copyOf(named);
    }
}
