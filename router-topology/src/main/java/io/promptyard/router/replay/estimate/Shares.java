package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one choice adds to the sums of every group that it is in, looked up once.
 *
 * @param pair whether both policies answer it for certain
 * @param logged whether the log answered it
 * @param known whether the log has the outcome of its own answer
 * @param served whether the candidate may answer it
 * @param seen whether the log has the outcome of the target that the candidate likes best
 */
record Shares(List<Share> all, boolean pair, boolean logged, boolean known, boolean served, boolean seen) {
    private static final double CERTAIN = 1 - 1e-9;

    /**
     * A policy's part in one cell.
     *
     * @param policy where its view begins in a row
     * @param share the policy's probability of the cell's target
     * @param chance the log's probability of having tried it
     */
    record Share(
            int policy,
            int cell,
            double share,
            double chance,
            @Nullable Double outcome,
            double predicted) {
        private static Share of(LoggedChoice choice, Cells.Stratum in, int policy, Target target, double share) {
            return new Share(
                    policy,
                    in.of(target),
                    share,
                    choice.chance(target),
                    choice.outcomes().get(target),
                    choice.prediction(target));
        }

        private Share of(int other) {
            return new Share(other, cell, share, chance, outcome, predicted);
        }
    }

    static Shares of(LoggedChoice choice, Cells.Stratum in) {
        List<Share> all = new ArrayList<>(2 * Math.max(1, choice.candidate().size()));
        double mass = 0;
        Target likeliest = null;
        double most = 0;
        for (Map.Entry<Target, Double> each : choice.candidate().entrySet()) {
            Target target = each.getKey();
            double share = each.getValue();
            all.add(Share.of(choice, in, Valuation.CANDIDATE, target, share));
            mass += share;
            if (likeliest == null || share > most || share == most && target.compareTo(likeliest) > 0) {
                likeliest = target;
                most = share;
            }
        }
        Target logged = choice.logged();
        if (logged != null && choice.alike()) {
            // as the candidate's, so that what is the same in both is in no difference, not by its draws either
            for (Share each : List.copyOf(all)) {
                all.add(each.of(Valuation.RECORDED));
            }
        } else if (logged != null) {
            all.add(own(choice, in, logged));
        }
        return new Shares(
                all,
                logged != null && mass >= CERTAIN,
                logged != null,
                logged != null && choice.outcomes().containsKey(logged),
                mass > 0,
                likeliest != null && choice.outcomes().containsKey(likeliest));
    }

    /** The log's own choice, which it made for certain, as it is known. */
    private static Share own(LoggedChoice choice, Cells.Stratum in, Target logged) {
        return new Share(
                Valuation.RECORDED, in.of(logged), 1, 1, choice.outcomes().get(logged), choice.prediction(logged));
    }
}
