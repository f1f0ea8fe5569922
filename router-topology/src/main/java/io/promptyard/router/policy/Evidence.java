package io.promptyard.router.policy;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.config.Verification;
import io.promptyard.router.policy.Assessed.Removal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which stand-ins were verified on which tasks, and until when that holds. */
record Evidence(List<Verification> all) {

    static Evidence of(FallbackGroup group) {
        return new Evidence(group.evidence());
    }

    /** Null when a prompt of the task may be given to the stand-in: when any evidence of both holds. */
    @Nullable
    Removal check(Target member, Task task, Instant now) {
        List<Verification> covering =
                all.stream().filter(each -> each.covers(member, task)).toList();
        if (covering.stream().anyMatch(each -> !each.isOver(now))) {
            return null;
        }
        return covering.stream()
                .map(Verification::expires)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .map(last -> new Removal(Reason.EXPIRED, "verified on " + task.label() + " until " + last))
                .orElseGet(() -> new Removal(Reason.UNVERIFIED, "not verified on " + task.label()));
    }
}
