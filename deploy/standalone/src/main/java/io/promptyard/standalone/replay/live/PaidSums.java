package io.promptyard.standalone.replay.live;

import io.promptyard.router.replay.report.CostComparison;
import io.promptyard.router.replay.report.CostComparison.Basis;
import io.promptyard.standalone.replay.live.GroupTally.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What both policies' calls for the same prompts cost, of those of which all costs are known on both sides, weighted by the prompts that
 * each stands for. Not thread-safe.
 */
final class PaidSums {
    private final WeightedSum recorded = new WeightedSum();
    private final WeightedSum candidate = new WeightedSum();
    private long known;
    private long unknown;

    void add(Seen seen) {
        RecordedFacts.Calls was = seen.facts().calls(seen.each().original());
        RecordedFacts.Calls now = seen.own().calls(seen.id());
        if (!told(was, seen.was() != null && seen.from() == null) || !told(now, seen.to() == null)) {
            unknown++;
            return;
        }
        known++;
        recorded.add(was.costUsd(), seen.weight());
        candidate.add(now.costUsd(), seen.weight());
    }

    /** Who is refused costs nothing; who is not has at least one call. */
    private static boolean told(RecordedFacts.Calls calls, boolean refused) {
        return calls.unknown() == 0 && (calls.made() > 0 || refused);
    }

    /** Null where there is no such prompt. */
    @Nullable
    CostComparison comparison() {
        return known == 0 ? null : new CostComparison(Basis.PAID, recorded.value(), candidate.value(), known, unknown);
    }
}
