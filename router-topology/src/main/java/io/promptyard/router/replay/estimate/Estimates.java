package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up choices, by groups, and says afterwards what the recorded policy, the candidate and single targets are worth: means over
 * traffic of the kind that was logged, so that an interval has in it which prompts happened to come. Predictions are calibrated by
 * the outcomes of all groups together. Memory grows with groups, targets and strata. Not thread-safe.
 *
 * <p>Assumed is that outcomes are missing at random among prompts of a group that the same target answered (people who rate may be
 * unlike those who do not, but not by how good the answer is beyond what target and group say); that chances are what they say; that
 * clusters do not depend on each other; and, of what is prediction only, that calibrations vary between targets and strata that have
 * no outcomes as they do between those that have.
 */
public final class Estimates {
    /** Group of all choices; always there. */
    public static final String TOTAL = "";

    /** An outcome that stands for more prompts than this is not weighted; what it would stand for is predicted. */
    public static final double WEIGHT_LIMIT = 1000;

    /**
     * From this share on of prompts that go where the log could have tried them, a value is taken for identified: the condition of
     * overlap (Rosenbaum and Rubin, "The central role of the propensity score", Biometrika 1983), but for a small rest. Of a difference it is
     * the share of those that the policies send apart.
     */
    static final double IDENTIFIED = 0.95;

    /** Method of an estimate below that: its interval hangs on predictions that no outcome can contradict. */
    public static final String PARTLY_PREDICTED = "partly-predicted";

    private final Method method;
    private final double confidence;
    private final Cells cells = new Cells();
    private final Tally moments = new Tally(Calibrator.WIDTH);
    private final Tally single = new Tally(View.WIDTH);
    /** By cell: prompts without an outcome of its target, and with one. */
    private final List<long[]> singles = new ArrayList<>();

    private final Map<String, Group> groups = new HashMap<>();
    private @Nullable Appraisal appraisal;

    /** Doubly robust, at 95 %. */
    public Estimates() {
        this(Method.DOUBLY_ROBUST, 0.95);
    }

    public Estimates(Method method, double confidence) {
        this.method = method;
        this.confidence = confidence;
        groups.put(TOTAL, new Group());
    }

    /** Adds a choice to {@link #TOTAL} and to each of the groups, such as {@code route default} and {@code task chat}; none of them twice. */
    public void add(LoggedChoice choice, Collection<String> names) {
        appraisal = null;
        int bucket = Tally.bucket(choice.cluster());
        Cells.Stratum in = cells.in(choice.stratum());
        for (Map.Entry<Target, Double> each : choice.outcomes().entrySet()) {
            Calibrator.add(
                    moments.row(in.of(each.getKey()), bucket), each.getValue(), choice.prediction(each.getKey()));
        }
        Shares shares = Shares.of(choice, in);
        group(TOTAL).add(shares, bucket);
        for (String name : names) {
            if (!name.equals(TOTAL)) {
                group(name).add(shares, bucket);
            }
        }
        for (Map.Entry<Target, Double> each : choice.predicted().entrySet()) {
            int cell = in.of(each.getKey());
            Double outcome = choice.outcomes().get(each.getKey());
            double chance = choice.chance(each.getKey());
            View.add(single.row(cell, bucket), 0, 1, chance, outcome, each.getValue(), WEIGHT_LIMIT);
            while (singles.size() <= cell) {
                singles.add(new long[2]);
            }
            singles.get(cell)[outcome == null ? 0 : 1]++;
        }
    }

    private Group group(String name) {
        Group known = groups.get(name);
        if (known == null) {
            known = new Group();
            groups.put(name, known);
        }
        return known;
    }

    /** Mean quality of the recorded policy's answers; null when the group has none. */
    public @Nullable Estimate recorded(String group) {
        Group sums = groups.get(group);
        return sums == null || sums.recorded == 0
                ? null
                : appraisal()
                        .value(sums.all(), Valuation.RECORDED)
                        .estimate(sums.recordedObserved, sums.recorded - sums.recordedObserved, 0);
    }

    /** Mean quality of what the candidate's answers would be, over the prompts that it does not refuse; null when there are none. */
    public @Nullable Estimate candidate(String group) {
        Group sums = groups.get(group);
        return sums == null || sums.candidate == 0
                ? null
                : appraisal()
                        .value(sums.all(), Valuation.CANDIDATE)
                        .estimate(sums.candidateObserved, sums.candidate - sums.candidateObserved, 0);
    }

    /** The candidate's mean less the recorded one's, paired, over the prompts that both answer for certain; null when there are none. */
    public @Nullable Estimate difference(String group) {
        Group sums = groups.get(group);
        return sums == null || sums.pairs == 0
                ? null
                : appraisal()
                        .difference(List.of(sums.both))
                        .estimate(sums.pairsObserved, sums.pairs - sums.pairsObserved, -1);
    }

    /** As if every prompt that has a prediction of the target had gone to it, whether it may or not; null when there is none. */
    public @Nullable Estimate target(Target target) {
        int number = cells.target(target);
        long without = 0;
        long with = 0;
        for (int cell = 0; cell < singles.size(); cell++) {
            if (cells.targetOf(cell) == number) {
                without += singles.get(cell)[0];
                with += singles.get(cell)[1];
            }
        }
        return without + with == 0
                ? null
                : appraisal().value(List.of(single), target).estimate(with, without, 0);
    }

    private Appraisal appraisal() {
        if (appraisal == null) {
            appraisal = new Appraisal(
                    method,
                    confidence,
                    cells,
                    moments,
                    List.of(moments, single, groups.get(TOTAL).both, groups.get(TOTAL).apart));
        }
        return appraisal;
    }

    /** Sums of one group: of prompts that both policies answer, and of those that one refuses or may refuse. */
    private static final class Group {
        private final Tally both = new Tally(2 * View.WIDTH);
        private final Tally apart = new Tally(2 * View.WIDTH);
        private long recorded;
        private long recordedObserved;
        private long candidate;
        private long candidateObserved;
        private long pairs;
        private long pairsObserved;

        List<Tally> all() {
            return List.of(both, apart);
        }

        void add(Shares shares, int bucket) {
            Tally tally = shares.pair() ? both : apart;
            for (Shares.Share each : shares.all()) {
                View.add(
                        tally.row(each.cell(), bucket),
                        each.policy(),
                        each.share(),
                        each.chance(),
                        each.outcome(),
                        each.predicted(),
                        WEIGHT_LIMIT);
            }
            recorded += shares.logged() ? 1 : 0;
            recordedObserved += shares.known() ? 1 : 0;
            candidate += shares.served() ? 1 : 0;
            candidateObserved += shares.served() && shares.seen() ? 1 : 0;
            pairs += shares.pair() ? 1 : 0;
            pairsObserved += shares.pair() && shares.known() && shares.seen() ? 1 : 0;
        }
    }
}
