package io.promptyard.router.replay;

import io.promptyard.router.replay.estimate.Estimates;
import io.promptyard.router.replay.report.GroupFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One way to tell prompts apart, and what was added up of each group. No more than so many groups are kept apart. Not thread-safe. */
final class GroupSums {
    /** Names come from clients. */
    static final int MOST = 500;

    static final String OTHERS = "(others)";

    private final String kind;
    private final Map<String, Sums> groups = new HashMap<>();

    /** Both policies on the same prompts. */
    static final class Sums {
        private final String key;
        private final PolicySums recorded = new PolicySums();
        private final PolicySums candidate = new PolicySums();
        private final CostSums cost = new CostSums();
        private long prompts;
        private long moved;

        /** @param key under which its estimates are kept */
        Sums(String key) {
            this.key = key;
        }

        void add(Redecided each, CaseCosts costs) {
            prompts++;
            moved += each.moves() ? 1 : 0;
            recorded.decided(each.was(), costs.before());
            recorded.called(each.outcome());
            recorded.took(each.paceWas());
            candidate.decided(each.now(), costs.after());
            candidate.took(each.paceNow());
            cost.add(each, costs);
        }

        GroupFigures figures(String name, Estimates estimates) {
            return new GroupFigures(
                    name,
                    prompts,
                    moved,
                    recorded.figures(true, estimates.recorded(key)),
                    candidate.figures(false, estimates.candidate(key)),
                    estimates.difference(key),
                    cost.comparison());
        }
    }

    GroupSums(String kind) {
        this.kind = kind;
    }

    /** @return under which its estimates are to be kept */
    String add(String name, Redecided each, CaseCosts costs) {
        String group = name.isEmpty() ? "-" : name;
        Sums sums = groups.get(group);
        if (sums == null) {
            String kept = groups.size() >= MOST ? OTHERS : group;
            sums = groups.computeIfAbsent(kept, key -> new Sums(kind + " " + key));
        }
        sums.add(each, costs);
        return sums.key;
    }

    boolean isCut() {
        return groups.containsKey(OTHERS);
    }

    /** The largest first. */
    List<GroupFigures> figures(Estimates estimates) {
        List<GroupFigures> figures = new ArrayList<>();
        groups.forEach((name, sums) -> figures.add(sums.figures(name, estimates)));
        figures.sort(Comparator.comparingLong(GroupFigures::prompts).reversed().thenComparing(GroupFigures::group));
        return figures;
    }
}
