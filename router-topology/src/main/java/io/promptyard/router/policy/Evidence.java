package io.promptyard.router.policy;

import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.policy.Assessed.Removal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On which tasks stand-ins were verified, and until when that holds; {@code expires} null for ever. */
record Evidence(Set<Task> tasks, @Nullable Instant expires) {

    static Evidence of(FallbackGroup group) {
        return new Evidence(group.verifiedTasks(), group.expires());
    }

    /** Null when a prompt of the task may be given to a stand-in. */
    @Nullable
    Removal check(Task task, Instant now) {
        if (!tasks.contains(task)) {
            return new Removal(Reason.UNVERIFIED, "not verified on " + task.label());
        }
        return expires == null || now.isBefore(expires)
                ? null
                : new Removal(Reason.EXPIRED, "verified on " + task.label() + " until " + expires);
    }
}
