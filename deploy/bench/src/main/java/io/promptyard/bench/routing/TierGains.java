package io.promptyard.bench.routing;

import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.classify.learned.PromptFeatures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.classify.learned.Scorer;
import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.evaluate.Interval;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.PairCurve;
import io.promptyard.router.evaluate.Pairs;
import io.promptyard.router.learn.EmbeddingLearner;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** What the second tier adds to the first on known outcomes, asked always, never, or within bands. */
final class TierGains {
    private static final double[] BANDS = {0.05, 0.1, 0.2, 1};
    private static final long SEED = 1;

    private final RoutingData data;
    private final TextEmbedder embedder;
    private final int tokens;
    private final int samples;
    private final Consumer<String> progress;

    TierGains(RoutingData data, TextEmbedder embedder, int tokens, int samples, Consumer<String> progress) {
        this.data = data;
        this.embedder = embedder;
        this.tokens = tokens;
        this.samples = samples;
        this.progress = progress;
    }

    Figures figures(List<String> benchmarks) {
        Builder table = Figures.of("Choice between two models, APGR", "benchmark", "tiers", "asked", "APGR", "gain");
        for (Pair pair : Pairs.builtIn()) {
            if (benchmarks.contains(pair.name())) {
                rows(pair, table);
            }
        }
        return table.build();
    }

    private void rows(Pair pair, Builder table) {
        List<LabelledPrompt> shown = RoutingData.only(data.train(), pair::covers);
        List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
        progress.accept(pair.name() + ", learned tier");
        double[][] first = first(pair, new RidgeLearner().learn(shown), asked);
        progress.accept(pair.name() + ", embeddings of " + (shown.size() + asked.size()) + " prompts");
        double[][] second = second(pair, new EmbeddingLearner().learn(shown, embedder, tokens), asked);
        double[] alone = needs(first, second, -1);
        String name = pair.name() + ", " + asked.size() + " prompts";
        table.row(name, "learned", "-", number(apgr(pair, asked, alone)), "-");
        double[] embeddings = new double[asked.size()];
        Arrays.setAll(embeddings, at -> second[0][at] - second[1][at]);
        table.row(row(pair, asked, name, "embeddings alone", 1, alone, embeddings));
        for (double band : BANDS) {
            double share =
                    Arrays.stream(alone).filter(need -> Math.abs(need) <= band).count() / (double) alone.length;
            String what = "learned, embeddings within " + band;
            table.row(row(pair, asked, name, what, share, alone, needs(first, second, band)));
        }
    }

    private String[] row(
            Pair pair,
            List<LabelledPrompt> asked,
            String name,
            String what,
            double share,
            double[] alone,
            double[] needs) {
        double[] strong = Gains.strong(pair, asked);
        double[] weak = Gains.weak(pair, asked);
        Interval interval = Interval.bootstrap(asked.size(), samples, SEED, drawn -> {
            double[] drawnStrong = pick(drawn, strong);
            double[] drawnWeak = pick(drawn, weak);
            return Contests.mean(drawnStrong) <= Contests.mean(drawnWeak)
                    ? Double.NaN
                    : PairCurve.of(pick(drawn, needs), drawnStrong, drawnWeak).apgr()
                            - PairCurve.of(pick(drawn, alone), drawnStrong, drawnWeak)
                                    .apgr();
        });
        double gain = apgr(pair, asked, needs) - apgr(pair, asked, alone);
        return new String[] {
            name,
            what,
            String.format(Locale.ROOT, "%.0f %%", 100 * share),
            number(apgr(pair, asked, needs)),
            String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", gain, interval.low(), interval.high())
        };
    }

    /** Probabilities of the strong model, and of the weak one. */
    private static double[][] first(Pair pair, RoutingModel model, List<LabelledPrompt> asked) {
        Scorer scorer = new Scorer(model);
        PromptFeatures features = new PromptFeatures();
        double[][] both = new double[2][asked.size()];
        for (int at = 0; at < asked.size(); at++) {
            features.read(asked.get(at).text());
            scorer.score(features);
            both[0][at] = scorer.probability(pair.strong(), 0);
            both[1][at] = scorer.probability(pair.weak(), 0);
        }
        return both;
    }

    private double[][] second(Pair pair, EmbeddingHeads heads, List<LabelledPrompt> asked) {
        EmbeddingHeads.Head strong = Objects.requireNonNull(heads.of(pair.strong()));
        EmbeddingHeads.Head weak = Objects.requireNonNull(heads.of(pair.weak()));
        float[][] vectors =
                embedder.embed(asked.stream().map(LabelledPrompt::text).toList(), tokens);
        double[][] both = new double[2][asked.size()];
        for (int at = 0; at < vectors.length; at++) {
            both[0][at] = EmbeddingHeads.probability(strong, vectors[at]);
            both[1][at] = EmbeddingHeads.probability(weak, vectors[at]);
        }
        return both;
    }

    private static double[] needs(double[][] first, double[][] second, double band) {
        double[] needs = new double[first[0].length];
        Arrays.setAll(needs, at -> {
            double need = first[0][at] - first[1][at];
            return Math.abs(need) <= band ? (need + second[0][at] - second[1][at]) / 2 : need;
        });
        return needs;
    }

    private static double apgr(Pair pair, List<LabelledPrompt> asked, double[] needs) {
        return PairCurve.of(needs, Gains.strong(pair, asked), Gains.weak(pair, asked))
                .apgr();
    }

    private static double[] pick(int[] drawn, double[] values) {
        return Arrays.stream(drawn).mapToDouble(at -> values[at]).toArray();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
