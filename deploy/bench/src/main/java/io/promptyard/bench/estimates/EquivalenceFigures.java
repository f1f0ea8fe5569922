package io.promptyard.bench.estimates;

import io.promptyard.bench.estimates.World.Known;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.replay.equivalence.PairedTest;
import io.promptyard.router.replay.equivalence.PairedTest.Verdict;
import io.promptyard.router.replay.equivalence.TestPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** How often tests of equivalence err, and how early they stop, beside a test of fixed size and one that is looked at on the way. */
final class EquivalenceFigures {
    private static final double ALPHA = 0.05;
    private static final double POWER = 0.9;
    /** Quantiles of the normal distribution at 1 - alpha and at the power. */
    private static final double Z_ALPHA = 1.6449;

    private static final double Z_POWER = 1.2816;
    private static final int LOOK = 20;
    private static final double SEEN = 0.03;
    private static final double MOST = 0.15;
    private static final int TIMES = 2;

    private final int runs;
    private final long seed;
    private final Consumer<String> progress;

    EquivalenceFigures(int runs, long seed, Consumer<String> progress) {
        this.runs = runs;
        this.seed = seed;
        this.progress = progress;
    }

    /** What many runs of one case came to. */
    private record Counts(double verified, double inferior, double pairs, double peeking) {}

    private Counts runs(TestPlan plan, long most, ToDoubleFunction<SplittableRandom> difference) {
        SplittableRandom random = new SplittableRandom(seed);
        int verified = 0;
        int inferior = 0;
        int peeking = 0;
        double pairs = 0;
        for (int run = 0; run < runs; run++) {
            PairedTest test = new PairedTest(plan);
            Peeking naive = new Peeking(plan.margin());
            for (long pair = 0; pair < most && (test.verdict() == Verdict.OPEN || !naive.found); pair++) {
                double next = difference.applyAsDouble(random);
                naive.add(next);
                if (test.verdict() == Verdict.OPEN) {
                    test.add(next);
                }
            }
            verified += test.verdict() == Verdict.VERIFIED ? 1 : 0;
            inferior += test.verdict() == Verdict.INFERIOR ? 1 : 0;
            peeking += naive.found ? 1 : 0;
            pairs += test.pairs();
        }
        return new Counts((double) verified / runs, (double) inferior / runs, pairs / runs, (double) peeking / runs);
    }

    /** The usual test, looked at after every twenty pairs as if each look were the only one. */
    private static final class Peeking {
        private final double margin;
        private boolean found;
        private int count;
        private double sum;
        private double squares;

        Peeking(double margin) {
            this.margin = margin;
        }

        void add(double difference) {
            count++;
            sum += difference;
            squares += difference * difference;
            if (count % LOOK == 0 && !found) {
                double mean = sum / count;
                double error = Math.sqrt((squares - count * mean * mean) / (count - 1.0) / count);
                found = error > 0 && (mean + margin) / error > Z_ALPHA;
            }
        }
    }

    /** Made-up pairs of right and wrong answers. */
    Figures made() {
        Builder table = Figures.of(
                "Tests of equivalence on made-up pairs, alpha 0.05, power 0.9",
                "margin",
                "pairs that differ",
                "pairs needed",
                "fixed size",
                "equals verified, %",
                "pairs on average",
                "worse by the margin, called verified, %",
                "the same by looks at a usual test, %",
                "worse by twice the margin, found inferior, %");
        for (double margin : new double[] {0.03, 0.05, 0.1}) {
            for (double differing : new double[] {0.1, 0.2, 0.4}) {
                progress.accept("equivalence, margin " + margin + ", " + differing + " differ");
                TestPlan plan = new TestPlan(margin, ALPHA, POWER);
                long needed = plan.needed(differing);
                double fixed = (Z_ALPHA + Z_POWER) * (Z_ALPHA + Z_POWER) * differing / (margin * margin);
                Counts equal = runs(plan, needed, pairs(differing, 0));
                Counts bound = runs(plan, TIMES * needed, pairs(differing, -margin));
                Counts worse =
                        TIMES * margin > differing ? null : runs(plan, needed, pairs(differing, -TIMES * margin));
                table.row(
                        Double.toString(margin),
                        percent(differing) + " %",
                        Long.toString(needed),
                        "%d".formatted(Math.round(fixed)),
                        percent(equal.verified()),
                        "%d".formatted(Math.round(equal.pairs())),
                        percent(bound.verified()),
                        percent(bound.peeking()),
                        worse == null ? "-" : percent(worse.inferior()));
            }
        }
        return table.build();
    }

    private static ToDoubleFunction<SplittableRandom> pairs(double differing, double mean) {
        double better = (differing + mean) / 2;
        return random -> {
            double chance = random.nextDouble();
            return chance < better ? 1 : chance < differing ? -1 : 0;
        };
    }

    /** Pairs of known outcomes: cheaper ones for dearer ones, with the margin that the dearer one's lead is. */
    Figures known(List<World> worlds) {
        Builder table = Figures.of(
                "Tests of equivalence on known outcomes: the margin is the lead, so that to verify is to err; and twice the lead",
                "world",
                "stands in",
                "for",
                "lead",
                "called verified, %",
                "the same by looks at a usual test, %",
                "twice the lead: verified, %",
                "pairs on average",
                "pairs needed by equals");
        for (World world : worlds) {
            for (int member = 0; member < world.targets().size(); member++) {
                for (int reference = member + 1; reference < world.targets().size(); reference++) {
                    known(table, world, member, reference);
                }
            }
        }
        return table.build();
    }

    private void known(Builder table, World world, int member, int reference) {
        double[] differences = world.prompts().stream()
                .mapToDouble((Known each) -> each.outcomes()[member] - each.outcomes()[reference])
                .toArray();
        double mean = Arrays.stream(differences).average().orElse(0);
        double variance = Arrays.stream(differences)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElse(0);
        if (-mean < SEEN || -mean > MOST) {
            return;
        }
        progress.accept("equivalence, " + world.targets().get(member));
        TestPlan lead = new TestPlan(-mean, ALPHA, POWER);
        TestPlan twice = new TestPlan(-TIMES * mean, ALPHA, POWER);
        ToDoubleFunction<SplittableRandom> draw = random -> differences[random.nextInt(differences.length)];
        Counts bound = runs(lead, TIMES * lead.needed(variance), draw);
        // Half as far from the bound as equals are: four times as many pairs are needed.
        Counts half = runs(twice, TIMES * TIMES * twice.needed(variance), draw);
        table.row(
                world.name(),
                world.targets().get(member).model().toString(),
                world.targets().get(reference).model().toString(),
                String.format(Locale.ROOT, "%.3f", -mean),
                percent(bound.verified()),
                percent(bound.peeking()),
                percent(half.verified()),
                "%d".formatted(Math.round(half.pairs())),
                Long.toString(twice.needed(variance)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
