package io.promptyard.standalone.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.ConfigProblem;
import io.promptyard.standalone.config.InvalidConfigException;
import io.promptyard.standalone.experiments.EquivalenceReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is in force, with what an experiment found of one of its groups: of the members and tasks that it tested its word holds in place of any before, the good and the
 * bad; what it did not look at stays as it was. Pure.
 */
public final class EvidencePlan {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MEMBERS = "members";
    private static final String VERIFIED = "verified";
    private static final String TASKS = "tasks";

    private final JsonNode aliases;
    private final EquivalenceReport report;
    private final Predicate<String> newer;
    private final ArrayNode evidence = JSON.createArrayNode();

    private EvidencePlan(JsonNode aliases, EquivalenceReport report, Predicate<String> newer) {
        this.aliases = aliases;
        this.report = report;
        this.newer = newer;
    }

    /**
     * Sections to publish.
     *
     * @param live sections in force, a JSON object
     * @param newer whether an experiment, by its id, was made after this one
     * @throws InvalidConfigException when it has expired, the group is not among them or has none of the members that were found good, or what it contradicts is newer
     */
    public static String of(String live, EquivalenceReport report, Instant now, Predicate<String> newer) {
        if (!now.isBefore(report.expires())) {
            throw refused(report, "must be promoted before it expires", report.id() + ", until " + report.expires());
        }
        try {
            ObjectNode planned = (ObjectNode) JSON.readTree(live);
            if (!(planned.path("groups").path(report.group()) instanceof ObjectNode group)) {
                throw refused(report, "must be there to take what was found of it", "no such group in force");
            }
            new EvidencePlan(planned.path("aliases"), report, newer).plan(group);
            return JSON.writeValueAsString(planned);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("sections of a configuration are a JSON object", e);
        }
    }

    private static InvalidConfigException refused(EquivalenceReport report, String rule, String got) {
        return new InvalidConfigException(List.of(new ConfigProblem("groups." + report.group(), rule, got)));
    }

    private void plan(ObjectNode group) {
        List<String> members = texts(group.get(MEMBERS));
        JsonNode before = group.path(VERIFIED);
        if (before.isArray()) {
            before.forEach(each -> keep((ObjectNode) each, members));
        } else if (before instanceof ObjectNode one) {
            keep(one, members);
        }
        int kept = evidence.size();
        Map<Set<Task>, List<String>> alike = new LinkedHashMap<>();
        for (String member : members) {
            Set<Task> good = report.verified().get(target(member));
            if (good != null) {
                alike.computeIfAbsent(good, each -> new ArrayList<>()).add(member);
            }
        }
        alike.forEach(
                (tasks, of) -> add(of, tasks.stream().sorted().map(Task::label).toList())
                        .put("report", report.id())
                        .put("expires", report.expires().toString()));
        if (evidence.size() == kept) {
            throw refused(report, "must have a member that the experiment verified", String.join(", ", members));
        }
        group.set(VERIFIED, evidence);
    }

    /** What the experiment did not look at of a piece of evidence from before. */
    private void keep(ObjectNode before, List<String> ofGroup) {
        Map<List<String>, List<String>> alike = new LinkedHashMap<>();
        for (String member : before.has(MEMBERS) ? texts(before.get(MEMBERS)) : ofGroup) {
            Set<String> tasks = new TreeSet<>(texts(before.get(TASKS)));
            boolean replaced = tasks.removeAll(report.tested().getOrDefault(target(member), Set.of()).stream()
                    .map(Task::label)
                    .toList());
            String by = before.path("report").asText();
            if (replaced && newer.test(by)) {
                throw refused(report, "must not lose newer evidence to older", by + ", made after " + report.id());
            }
            alike.computeIfAbsent(List.copyOf(tasks), each -> new ArrayList<>()).add(member);
        }
        alike.remove(List.<String>of());
        alike.forEach((tasks, of) -> {
            ObjectNode kept = add(of, tasks);
            before.properties().stream()
                    .filter(each -> !kept.has(each.getKey()))
                    .forEach(each -> kept.set(each.getKey(), each.getValue()));
        });
    }

    private ObjectNode add(List<String> members, List<String> tasks) {
        ObjectNode added = evidence.addObject();
        members.forEach(added.putArray(MEMBERS)::add);
        tasks.forEach(added.putArray(TASKS)::add);
        return added;
    }

    private Target target(String name) {
        return Target.parse(aliases.path(name).asText(name));
    }

    /** A single value stands for a list of one. */
    private static List<String> texts(@Nullable JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(each -> texts.add(each.asText()));
        } else if (node != null && !node.isNull()) {
            texts.add(node.asText());
        }
        return texts;
    }
}
