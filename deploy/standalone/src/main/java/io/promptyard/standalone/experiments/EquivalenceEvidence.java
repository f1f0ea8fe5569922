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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a test of a group found, as the policy's {@code groups.<name>.verified} refers to it.
 *
 * @param id of the experiment, as {@code report} names it
 * @param reference whom the other members stand in for
 * @param verified tasks on which every other member was found no worse
 * @param expires until when it is to be believed
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
        Set<Task> verified) {
    private static final JsonMapper JSON = new JsonMapper();
    /** Of a path, so many points: it is kept in a record, and looked at. */
    private static final int STEPS = 100;

    /** A fragment of the configuration, to be pasted in the place of the group; a comment alone when nothing is verified. */
    public String yaml() {
        if (verified.isEmpty()) {
            return "# nothing is verified of group " + group + " yet\n";
        }
        return "groups:\n"
                + "  " + quoted(group) + ":\n"
                + "    members: " + list(members.stream().map(Target::toString).toList()) + "\n"
                + "    verified: { tasks: "
                + verified.stream().sorted().map(Task::label).collect(Collectors.joining(", ", "[", "]"))
                + ", report: " + quoted(id) + ", expires: " + quoted(expires.toString()) + " }\n";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(EquivalenceEvidence::quoted).collect(Collectors.joining(", ", "[", "]"));
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
        verified.stream().sorted().forEach(task -> tasks.add(task.label()));
        return node.put("yaml", yaml());
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

    /** As the registry keeps it: finished, without a candidate. */
    public ExperimentRecord record() {
        String tasks = verified.isEmpty()
                ? "nothing"
                : verified.stream().sorted().map(Task::label).collect(Collectors.joining(", "));
        return new ExperimentRecord(
                id,
                group,
                ExperimentRecord.Kind.EQUIVALENCE,
                ExperimentRecord.State.FINISHED,
                madeAt,
                madeAt,
                "",
                "",
                "group " + group + ": verified on " + tasks + ", against " + reference + ", until " + expires,
                json().toString());
    }
}
