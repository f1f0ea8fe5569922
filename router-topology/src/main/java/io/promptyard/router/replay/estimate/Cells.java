package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers targets, and targets in strata (cells), in the order in which they are met. */
final class Cells {
    private record Cell(Target target, String stratum) {}

    private final Map<Cell, Integer> cells = new HashMap<>();
    private final Map<Target, Integer> targets = new HashMap<>();
    private final List<Integer> targetOf = new ArrayList<>();

    int cell(Target target, String stratum) {
        Integer known = cells.get(new Cell(target, stratum));
        if (known != null) {
            return known;
        }
        targets.putIfAbsent(target, targets.size());
        targetOf.add(targets.get(target));
        cells.put(new Cell(target, stratum), targetOf.size() - 1);
        return targetOf.size() - 1;
    }

    /** Number of the target; -1 when it was never met. */
    int target(Target target) {
        return targets.getOrDefault(target, -1);
    }

    int targetOf(int cell) {
        return targetOf.get(cell);
    }

    int count() {
        return targetOf.size();
    }

    int targets() {
        return targets.size();
    }
}
