package io.promptyard.bench.routing;

import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.PairCurve;
import io.promptyard.router.evaluate.Pairs;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import io.promptyard.standalone.plot.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What labels from one's own traffic bring: APGR on MMLU with 0, 150, 500, 1,500 and all of its labels, the mean of several
 * draws. Once in a training of its own, once as the log teaches them: as a correction over a model that has seen neither
 * MMLU nor its like.
 */
record LearningCurve(List<Point> points) {
    private static final List<Integer> SIZES = List.of(0, 150, 500, 1500, Integer.MAX_VALUE);
    private static final int DRAWS = 3;

    /**
     * @param ours trained anew with these labels
     * @param log corrected by them
     * @param ngrams the baseline, from these labels alone
     */
    record Point(int labels, double ours, double log, double ngrams) {}

    static LearningCurve measure(RoutingData data) {
        Pair pair = Pairs.builtIn().getFirst();
        List<LabelledPrompt> own = RoutingData.only(data.train(), pair::covers);
        List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
        List<LabelledPrompt> foreign =
                RoutingData.only(data.train(), row -> row.bench().equals("gsm8k"));
        FromTheLog corrected = new FromTheLog(HeuristicClassifier.create(() -> 0), unseen(data, pair), pair);
        double[] strong = Gains.strong(pair, asked);
        double[] weak = Gains.weak(pair, asked);
        List<Point> points = new ArrayList<>();
        for (int size : SIZES) {
            int draws = size == 0 || size >= own.size() ? 1 : DRAWS;
            double ours = 0;
            double log = 0;
            double ngrams = 0;
            for (int draw = 0; draw < draws; draw++) {
                List<LabelledPrompt> labels = Contests.draw(own, size, draw);
                List<LabelledPrompt> rows = new ArrayList<>(foreign);
                rows.addAll(labels);
                RoutingModel model = new RidgeLearner().learn(rows);
                ours += PairCurve.of(Routers.of(model).needs(pair, asked), strong, weak)
                                .apgr()
                        / draws;
                log += PairCurve.of(corrected.learn(labels).needs(pair, asked), strong, weak)
                                .apgr()
                        / draws;
                double[] base =
                        labels.isEmpty() ? new double[asked.size()] : new NgramRouter(labels, pair).needs(pair, asked);
                ngrams += PairCurve.of(base, strong, weak).apgr() / draws;
            }
            points.add(new Point(Math.min(size, own.size()), ours, log, ngrams));
        }
        return new LearningCurve(points);
    }

    private static RoutingModel unseen(RoutingData data, Pair pair) {
        Foreign foreign = Foreign.ALL.stream()
                .filter(each -> each.pair().equals(pair.name()))
                .findFirst()
                .orElseThrow();
        List<LabelledPrompt> rows = new ArrayList<>(RoutingData.only(data.train(), foreign::knows));
        rows.addAll(data.labels());
        return new RidgeLearner().learn(rows);
    }

    Figures figures() {
        Builder table = Figures.of(
                "Labels from one's own traffic (MMLU), APGR",
                "labels",
                "trained anew, with GSM8K's",
                "correction from the log",
                "n-grams");
        points.forEach(point -> table.row(
                Integer.toString(point.labels()),
                String.format(Locale.ROOT, "%.3f", point.ours()),
                String.format(Locale.ROOT, "%.3f", point.log()),
                String.format(Locale.ROOT, "%.3f", point.ngrams())));
        return table.build();
    }

    void write(Path dir) throws IOException {
        StringBuilder csv = new StringBuilder("labels,ours,log,ngrams\n");
        List<double[]> ours = new ArrayList<>();
        List<double[]> log = new ArrayList<>();
        List<double[]> ngrams = new ArrayList<>();
        for (Point point : points) {
            csv.append(String.format(
                    Locale.ROOT, "%d,%.4f,%.4f,%.4f%n", point.labels(), point.ours(), point.log(), point.ngrams()));
            double place = Math.log10(1 + point.labels());
            ours.add(new double[] {place, point.ours()});
            log.add(new double[] {place, point.log()});
            ngrams.add(new double[] {place, point.ngrams()});
        }
        Files.writeString(dir.resolve("learning-curve.csv"), csv);
        Chart chart = new Chart("APGR on MMLU by labels from one's own traffic", "labels (logarithmic)", "APGR");
        points.forEach(point -> chart.tick(Math.log10(1 + point.labels()), Integer.toString(point.labels())));
        chart.line("trained anew", ours).line("from the log", log).line("n-grams", ngrams);
        Files.writeString(dir.resolve("learning-curve.svg"), chart.svg());
    }
}
