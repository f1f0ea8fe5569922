package io.promptyard.router.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may stand in for whom: members in order of preference, the tasks on which that was verified, the report that says so, and when
 * it ends to hold; null when it does not.
 */
public record FallbackGroup(
        String name,
        List<Target> members,
        Set<Task> verifiedTasks,
        String report,
        @Nullable Instant expires) {
    public FallbackGroup {
        members = List.copyOf(members);
        verifiedTasks = Set.copyOf(verifiedTasks);
    }

    /** One whose evidence does not expire. */
    public FallbackGroup(String name, List<Target> members, Set<Task> verifiedTasks, String report) {
        this(name, members, verifiedTasks, report, null);
    }
}
