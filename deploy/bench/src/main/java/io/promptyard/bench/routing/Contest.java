package io.promptyard.bench.routing;

import io.promptyard.router.evaluate.Interval;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.PairFigures;
import io.promptyard.router.learn.LabelledPrompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Routers asked about the same prompts. */
final class Contest {
    private static final long SEED = 1;

    private final Pair pair;
    private final List<LabelledPrompt> asked;
    private final int samples;
    private final double[] strong;
    private final double[] weak;
    private final List<double[]> needs = new ArrayList<>();

    Contest(Pair pair, List<LabelledPrompt> asked, int samples) {
        this.pair = pair;
        this.asked = asked;
        this.samples = samples;
        strong = Gains.strong(pair, asked);
        weak = Gains.weak(pair, asked);
    }

    Contest add(Router router) {
        needs.add(router.needs(pair, asked));
        return this;
    }

    /** Of the first router that was added, beside the second and those that need no training. */
    String[] cells(String name, Router lookup) {
        PairFigures ours = figures(needs.get(0));
        PairFigures other = figures(needs.get(1));
        return new String[] {
            name,
            Integer.toString(asked.size()),
            text(ours),
            String.format(Locale.ROOT, "%.0f / %.0f", ours.calls50(), ours.calls80()),
            text(other),
            difference(),
            number(figures(Routers.length(List.of(), pair).needs(pair, asked)).apgr()),
            number(figures(lookup.needs(pair, asked)).apgr()),
            number(ours.oracle())
        };
    }

    private PairFigures figures(double[] scores) {
        return PairFigures.of(pair, scores, strong, weak, samples);
    }

    /** Of the same samples of prompts. */
    private String difference() {
        Interval interval = Interval.bootstrap(
                asked.size(),
                samples,
                SEED,
                drawn -> PairFigures.resampled(drawn, needs.get(0), strong, weak)
                        - PairFigures.resampled(drawn, needs.get(1), strong, weak));
        double gain = figures(needs.get(0)).apgr() - figures(needs.get(1)).apgr();
        return String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", gain, interval.low(), interval.high());
    }

    private static String text(PairFigures figures) {
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                figures.apgr(),
                figures.interval().low(),
                figures.interval().high());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
