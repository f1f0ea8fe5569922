package io.promptyard.router.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that members of a group may stand in on tasks: each of them on each.
 *
 * @param report the experiment that verified it; empty when none is named
 * @param expires when it ends to hold; null when it does not
 */
public record Verification(
        Set<Target> members,
        Set<Task> tasks,
        String report,
        @Nullable Instant expires) {
    public Verification {
        members = Set.copyOf(members);
        tasks = Set.copyOf(tasks);
        Objects.requireNonNull(report, "report");
    }

    public boolean covers(Target member, Task task) {
        return members.contains(member) && tasks.contains(task);
    }

    public boolean isOver(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
