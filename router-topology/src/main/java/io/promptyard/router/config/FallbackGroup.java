package io.promptyard.router.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.util.List;
import java.util.Set;

/** Who may stand in for whom: members in order of preference, and the tasks on which that was verified. */
public record FallbackGroup(String name, List<Target> members, Set<Task> verifiedTasks, String report) {
    public FallbackGroup {
        members = List.copyOf(members);
        verifiedTasks = Set.copyOf(verifiedTasks);
    }
}
