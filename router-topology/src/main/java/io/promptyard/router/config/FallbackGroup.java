package io.promptyard.router.config;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may stand in for whom: members in order of preference, and what was verified of each. What no evidence covers is not verified. */
public record FallbackGroup(String name, List<Target> members, List<Verification> evidence) {
    public FallbackGroup {
        members = List.copyOf(members);
        evidence = List.copyOf(evidence);
    }

    /** One with the same evidence for every member; {@code expires} null when it does not. */
    public FallbackGroup(
            String name, List<Target> members, Set<Task> verifiedTasks, String report, @Nullable Instant expires) {
        this(name, members, List.of(new Verification(Set.copyOf(members), verifiedTasks, report, expires)));
    }

    /** The same, for ever. */
    public FallbackGroup(String name, List<Target> members, Set<Task> verifiedTasks, String report) {
        this(name, members, verifiedTasks, report, null);
    }
}
