package io.promptyard.standalone.replay.live;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.TestPlan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What members of a fallback group are to be asked for, and what is to be found of them.
 *
 * @param members of the group, the reference among them or not
 * @param reference whom the others are held against
 * @param tasks only these; all that there are prompts of when there are none
 * @param most prompts of one task, at least 1
 */
public record GroupAsked(
        String group, Target reference, List<Target> members, Set<Task> tasks, TestPlan plan, int most) {
    public GroupAsked {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(reference, "reference");
        members = List.copyOf(members);
        tasks = Set.copyOf(tasks);
        Objects.requireNonNull(plan, "plan");
        if (most < 1) {
            throw new IllegalArgumentException("prompts: must be at least 1 (got " + most + ")");
        }
    }

    /** With what it is scored by, all that tells whether two runs are alike, by the name of the flag. */
    Map<String, String> scoring(LiveOptions.Scorers scorers) {
        Map<String, String> scoring = new TreeMap<>(scorers.scoring());
        scoring.put("group", group);
        scoring.put("members", members.stream().map(Target::toString).collect(Collectors.joining(", ")));
        scoring.put("reference", reference.toString());
        scoring.put("task", tasks.stream().sorted().map(Task::label).collect(Collectors.joining(", ")));
        scoring.put("margin", Double.toString(plan.margin()));
        scoring.put("alpha", Double.toString(plan.alpha()));
        scoring.put("power", Double.toString(plan.power()));
        scoring.put("prompts", Integer.toString(most));
        return scoring;
    }
}
