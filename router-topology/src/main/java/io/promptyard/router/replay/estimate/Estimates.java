package io.promptyard.router.replay.estimate;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Adds a choice to {@link #TOTAL} and to each of the groups, such as {@code route default} and {@code task chat}. */
    public void add(LoggedChoice choice, Collection<String> names) {
        appraisal = null;
        int bucket = Tally.bucket(choice.cluster());
        Cells.Stratum in = cells.in(choice.stratum());
        choice.outcomes()
                .forEach((target, outcome) ->
                        Calibrator.add(moments.row(in.of(target), bucket), outcome, choice.prediction(target)));
        Set<String> all = new LinkedHashSet<>(names);
        all.add(TOTAL);
        all.forEach(name -> groups.computeIfAbsent(name, key -> new Group()).add(choice, in, bucket));
        choice.predicted().forEach((target, predicted) -> {
            int cell = in.of(target);
            Double outcome = choice.outcomes().get(target);
            View.add(single.row(cell, bucket), 0, 1, choice.chance(target), outcome, predicted, WEIGHT_LIMIT);
            while (singles.size() <= cell) {
                singles.add(new long[2]);
            }
            singles.get(cell)[outcome == null ? 0 : 1]++;
        });
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
        private static final double CERTAIN = 1 - 1e-9;

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

        void add(LoggedChoice choice, Cells.Stratum in, int bucket) {
            double mass = choice.candidate().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            boolean pair = choice.logged() != null && mass >= CERTAIN;
            Tally tally = pair ? both : apart;
            choice.candidate()
                    .forEach((target, share) -> add(choice, in, bucket, tally, Valuation.CANDIDATE, target, share));
            Target logged = choice.logged();
            if (logged != null && choice.alike()) {
                // as the candidate's, so that what is the same in both is in no difference, not by its draws either
                choice.candidate()
                        .forEach((target, share) -> add(choice, in, bucket, tally, Valuation.RECORDED, target, share));
            } else if (logged != null) {
                View.add(
                        tally.row(in.of(logged), bucket),
                        Valuation.RECORDED,
                        1,
                        1,
                        choice.outcomes().get(logged),
                        choice.prediction(logged),
                        WEIGHT_LIMIT);
            }
            count(choice, mass > 0, pair);
        }

        private static void add(
                LoggedChoice choice,
                Cells.Stratum in,
                int bucket,
                Tally tally,
                int policy,
                Target target,
                double share) {
            View.add(
                    tally.row(in.of(target), bucket),
                    policy,
                    share,
                    choice.chance(target),
                    choice.outcomes().get(target),
                    choice.prediction(target),
                    WEIGHT_LIMIT);
        }

        private void count(LoggedChoice choice, boolean served, boolean pair) {
            boolean known = choice.logged() != null && choice.outcomes().containsKey(choice.logged());
            boolean seen = choice.candidate().entrySet().stream()
                    .max(Map.Entry.<Target, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .filter(likeliest -> choice.outcomes().containsKey(likeliest.getKey()))
                    .isPresent();
            recorded += choice.logged() == null ? 0 : 1;
            recordedObserved += known ? 1 : 0;
            candidate += served ? 1 : 0;
            candidateObserved += served && seen ? 1 : 0;
            pairs += pair ? 1 : 0;
            pairsObserved += pair && known && seen ? 1 : 0;
        }
    }
}
