package io.promptyard.router.live;

import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import io.promptyard.router.policy.Availability;
import java.time.Instant;
import java.util.Map;

/**
 * What was seen of targets, and how many tokens answers of a task have; a picture of one moment. {@code coolings} is when targets take calls
 * again, or have lately begun to; {@code exhausted} when a provider without headroom has some again.
 */
public record Snapshot(
        Map<Target, TargetState> targets,
        Map<Task, Long> outputs,
        Map<Target, Instant> coolings,
        Map<ProviderId, Instant> exhausted)
        implements Availability {
    public static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of());

    public Snapshot {
        targets = Map.copyOf(targets);
        outputs = Map.copyOf(outputs);
        coolings = Map.copyOf(coolings);
        exhausted = Map.copyOf(exhausted);
    }

    /** One in which every target takes calls. */
    public Snapshot(Map<Target, TargetState> targets, Map<Task, Long> outputs) {
        this(targets, outputs, Map.of(), Map.of());
    }

    @Override
    public Instant availableAt(Target target, Instant now) {
        Instant cooled = coolings.getOrDefault(target, now);
        Instant at = cooled.isAfter(now) ? cooled : now;
        Instant roomy = exhausted.getOrDefault(target.provider(), now);
        return roomy.isAfter(at) ? roomy : at;
    }
}
