package io.promptyard.router.replay.equivalence;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.PairedTest.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tests each member of a group against the one that it stands in for, by task, on prompts that both answered. A pair is tested as soon
 * as both scores are there; of a member's scores of one prompt the first counts. A task is verified when every member is: that needs
 * no correction for how many they are, as one that is worse must pass its own test (Berger 1982, intersection-union). Not thread-safe.
 */
public final class GroupTest {
    private final TestPlan plan;
    private final Target reference;
    private final Map<Target, Map<Task, PairedTest>> tests = new LinkedHashMap<>();
    private final Map<String, Map<Target, ScoredAnswer>> answers = new HashMap<>();

    /** What is known of a member on a task. */
    public record Finding(Target member, Task task, PairedTest test) {}

    /**
     * @param reference whom the others stand in for
     * @param members of the group, the reference among them or not
     */
    public GroupTest(TestPlan plan, Target reference, List<Target> members) {
        this.plan = plan;
        this.reference = reference;
        for (Target member : members) {
            if (!member.equals(reference)) {
                tests.put(member, new EnumMap<>(Task.class));
            }
        }
        if (tests.isEmpty()) {
            throw new IllegalArgumentException("members: must be another than the reference (got " + members + ")");
        }
    }

    public Target reference() {
        return reference;
    }

    /** Who is held against the reference. */
    public Set<Target> members() {
        return Set.copyOf(tests.keySet());
    }

    /** Answers of others than members, and scores after a member's first of a prompt, change nothing. */
    public void add(ScoredAnswer answer) {
        boolean ofReference = answer.member().equals(reference);
        if (!ofReference && !tests.containsKey(answer.member())) {
            return;
        }
        Map<Target, ScoredAnswer> same = answers.computeIfAbsent(answer.prompt(), key -> new LinkedHashMap<>());
        if (same.putIfAbsent(answer.member(), answer) != null) {
            return;
        }
        if (ofReference) {
            same.values().stream().filter(each -> !each.equals(answer)).forEach(each -> pair(each, answer));
        } else if (same.containsKey(reference)) {
            pair(answer, same.get(reference));
        }
    }

    /**
     * One pair by itself, of a prompt that no other pair of this member is of.
     *
     * @param score of the member's answer, 0 to 1
     * @param other of the reference's, by the same scale
     */
    public void compare(Target member, Task task, double score, double other) {
        if (!tests.containsKey(member)) {
            throw new IllegalArgumentException("member: must be held against the reference (got " + member + ")");
        }
        test(member, task).add(score - other);
    }

    /** Whether nothing is found of the member on the task yet. */
    public boolean isOpen(Target member, Task task) {
        PairedTest test = tests.getOrDefault(member, Map.of()).get(task);
        return tests.containsKey(member) && (test == null || test.verdict() == Verdict.OPEN);
    }

    private void pair(ScoredAnswer member, ScoredAnswer other) {
        test(member.member(), other.task()).add(member.score() - other.score());
    }

    private PairedTest test(Target member, Task task) {
        return tests.get(member).computeIfAbsent(task, key -> new PairedTest(plan));
    }

    /** By member, in the group's order, and task: of each the tasks that were asked for, or those with pairs when none were. */
    public List<Finding> findings(Set<Task> asked) {
        List<Finding> findings = new ArrayList<>();
        Set<Task> tasks = tasks(asked);
        for (Target member : tests.keySet()) {
            tasks.forEach(task -> findings.add(new Finding(member, task, test(member, task))));
        }
        return findings;
    }

    /** Tasks on which every member was found to be no worse. */
    public Set<Task> verified(Set<Task> asked) {
        Set<Task> verified = EnumSet.noneOf(Task.class);
        for (Task task : tasks(asked)) {
            if (tests.keySet().stream().allMatch(member -> test(member, task).verdict() == Verdict.VERIFIED)) {
                verified.add(task);
            }
        }
        return verified;
    }

    private Set<Task> tasks(Set<Task> asked) {
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        tasks.addAll(asked);
        if (asked.isEmpty()) {
            tests.values().forEach(each -> tasks.addAll(each.keySet()));
        }
        return tasks;
    }
}
