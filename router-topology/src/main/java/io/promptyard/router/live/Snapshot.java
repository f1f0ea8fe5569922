package io.promptyard.router.live;

import io.promptyard.model.Target;
import io.promptyard.model.TargetState;
import io.promptyard.model.Task;
import java.util.Map;

/** What was seen of targets, and how many tokens answers of a task have; a picture of one moment. */
public record Snapshot(Map<Target, TargetState> targets, Map<Task, Long> outputs) {
    public static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of());

    public Snapshot {
        targets = Map.copyOf(targets);
        outputs = Map.copyOf(outputs);
    }
}
