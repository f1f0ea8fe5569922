package io.promptyard.standalone.experiments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.GroupTest.Finding;
import io.promptyard.router.replay.equivalence.PairedTest;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.standalone.replay.live.GroupCounts;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test of a group found, as the policy's {@code groups.<name>.verified} refers to it: each member by itself, on the tasks on which it was found no worse; the
 * reference on all of these.
 *
 * @param id of the experiment, as {@code report} names it
 * @param reference whom the other members stand in for
 * @param verified tasks on which every other member was found no worse
 * @param expires until when it is to be believed
 * @param source where the pairs are from: {@link #TRAFFIC}, {@link #FILE} or {@link #ASKED}
 * @param counts of the prompts that were asked; null where none were
 */
public record EquivalenceEvidence(
        String id,
        Instant madeAt,
        Instant expires,
        String group,
        Target reference,
        List<Target> members,
        TestPlan plan,
        List<Finding> findings,
        Set<Task> verified,
        String source,
        @Nullable GroupCounts counts) {
    /** What feedback says of prompts that several have answered. */
    public static final String TRAFFIC = "traffic";
    /** Scores that somebody hands in. */
    public static final String FILE = "file";
    /** The test has asked for the answers, of prompts drawn by lot. */
    public static final String ASKED = "asked";

    private static final JsonMapper JSON = new JsonMapper();
    /** Of a path, so many points: it is kept in a record, and looked at. */
    private static final int STEPS = 100;

    /** The tasks on which each member may stand in, in the group's order; who may on none is left out. */
    public Map<Target, Set<Task>> byMember() {
        Map<Target, Set<Task>> found = new LinkedHashMap<>();
        members.forEach(member -> found.put(member, EnumSet.noneOf(Task.class)));
        for (Finding finding : findings) {
            if (finding.test().verdict() == PairedTest.Verdict.VERIFIED) {
                Stream.of(finding.member(), reference)
                        .map(found::get)
                        .filter(Objects::nonNull) // the reference need not be a member
                        .forEach(tasks -> tasks.add(finding.task()));
            }
        }
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** A fragment of the configuration, to be pasted in the place of the group; a comment alone when nothing is verified. */
    public String yaml() {
        Map<Target, Set<Task>> found = byMember();
        if (found.isEmpty()) {
            return "# nothing is verified of group " + group + " yet\n";
        }
        return "groups:\n"
                + "  " + quoted(group) + ":\n"
                + "    members: " + list(members) + "\n"
                + "    verified:" + (areAlike(found) ? " { " + claim(verified) : byTasks(found)) + "\n";
    }

    /** Then one piece of evidence says it all. */
    private boolean areAlike(Map<Target, Set<Task>> found) {
        return found.size() == members.size() && found.values().stream().allMatch(verified::equals);
    }

    private String byTasks(Map<Target, Set<Task>> found) {
        Map<Set<Task>, List<Target>> alike = found.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return alike.entrySet().stream()
                .map(each -> "\n      - { members: " + list(each.getValue()) + ", " + claim(each.getKey()))
                .collect(Collectors.joining());
    }

    private String claim(Set<Task> tasks) {
        return "tasks: " + labels(tasks).collect(Collectors.joining(", ", "[", "]")) + ", report: " + quoted(id)
                + ", expires: " + quoted(expires.toString()) + " }";
    }

    private static Stream<String> labels(Set<Task> tasks) {
        return tasks.stream().sorted().map(Task::label);
    }

    private static String list(List<Target> targets) {
        return targets.stream().map(each -> quoted(each.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** One object; numbers that are none are null. */
    public ObjectNode json() {
        ObjectNode node = JSON.createObjectNode()
                .put("id", id)
                .put("madeAt", madeAt.toString())
                .put("expires", expires.toString())
                .put("group", group)
                .put("reference", reference.toString())
                .put("margin", plan.margin())
                .put("alpha", plan.alpha())
                .put("power", plan.power());
        ArrayNode members = node.putArray("members");
        this.members.forEach(member -> members.add(member.toString()));
        ArrayNode rows = node.putArray("findings");
        findings.forEach(finding -> finding(rows.addObject(), finding));
        ArrayNode tasks = node.putArray("verified");
        labels(verified).forEach(tasks::add);
        ArrayNode evidence = node.putArray("evidence");
        byMember().forEach((member, of) -> {
            ArrayNode labels =
                    evidence.addObject().put("member", member.toString()).putArray("tasks");
            labels(of).forEach(labels::add);
        });
        node.put("source", source);
        if (counts != null) {
            counts(node.putObject("counts"), counts);
        }
        return node.put("yaml", yaml());
    }

    private static void counts(ObjectNode node, GroupCounts counts) {
        node.put("drawn", counts.drawn())
                .put("asked", counts.asked())
                .put("decided", counts.decided())
                .put("notPermitted", counts.notPermitted())
                .put("withoutReference", counts.withoutReference())
                .put("left", counts.left())
                .put("failed", counts.failed())
                .put("unscored", counts.unscored())
                .put("maxUsd", counts.maxUsd().toPlainString());
        if (counts.spentUsd() == null) {
            node.putNull("spentUsd");
        } else {
            node.put("spentUsd", counts.spentUsd().toPlainString());
        }
    }

    private static void finding(ObjectNode node, Finding finding) {
        PairedTest test = finding.test();
        node.put("member", finding.member().toString())
                .put("task", finding.task().label())
                .put("pairs", test.pairs());
        if (test.pairs() == 0) {
            node.putNull("difference").putNull("atLeast");
        } else {
            node.put("difference", test.mean()).put("atLeast", test.atLeast());
        }
        node.put("needed", test.needed())
                .put("verdict", test.verdict().name().toLowerCase(Locale.ROOT))
                .put("decidedAt", test.decidedAt());
        ArrayNode path = node.putArray("path");
        test.path(STEPS)
                .forEach(step -> path.addArray()
                        .add(step.pairs())
                        .add(round(step.notWorse()))
                        .add(round(step.worse())));
    }

    private static double round(double power) {
        return Math.rint(power * 1_000) / 1_000;
    }

    /** As the registry keeps it, without a candidate. */
    public ExperimentRecord record(ExperimentRecord.State state) {
        String tasks = byMember().entrySet().stream()
                .filter(each -> !each.getKey().equals(reference))
                .map(each -> each.getKey() + " on " + labels(each.getValue()).collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
        return new ExperimentRecord(
                id,
                group,
                ExperimentRecord.Kind.EQUIVALENCE,
                state,
                madeAt,
                madeAt,
                "",
                "",
                "group " + group + ": verified " + (tasks.isEmpty() ? "nobody on anything" : tasks) + "; against "
                        + reference + ", until " + expires,
                json().toString());
    }
}
