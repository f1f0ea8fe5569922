package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers targets, and targets in strata (cells), in the order in which they are met. */
final class Cells {
    private final Map<String, Stratum> strata = new HashMap<>();
    private final Map<Target, Integer> targets = new HashMap<>();
    private final List<Integer> targetOf = new ArrayList<>();

    /** The cells of one kind of prompts. */
    final class Stratum {
        private final Map<Target, Integer> cells = new HashMap<>();

        int of(Target target) {
            Integer known = cells.get(target);
            if (known != null) {
                return known;
            }
            targets.putIfAbsent(target, targets.size());
            targetOf.add(targets.get(target));
            cells.put(target, targetOf.size() - 1);
            return targetOf.size() - 1;
        }
    }

    Stratum in(String stratum) {
        return strata.computeIfAbsent(stratum, name -> new Stratum());
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
