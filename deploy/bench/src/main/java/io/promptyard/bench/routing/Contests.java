package io.promptyard.bench.routing;

import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.evaluate.Evaluation;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.Pairs;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.router.learn.RidgeLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Each router on each benchmark: trained on it, on all together, and on all others. */
final class Contests {
    private static final int FOLDS = 5;
    private static final int FEW = 1500;
    private static final String[] HEAD = {
        "benchmark",
        "prompts",
        "ours",
        "CPT50 / CPT80 %",
        "n-grams",
        "ours - n-grams",
        "length",
        "label lookup",
        "oracle"
    };

    private final RoutingData data;
    private final int samples;
    private final Consumer<String> progress;
    private @Nullable RoutingModel pooled;

    Contests(RoutingData data, int samples, Consumer<String> progress) {
        this.data = data;
        this.samples = samples;
        this.progress = progress;
    }

    /** The model of all rows together, without tasks of their own: those that ship are the same. */
    RoutingModel pooledModel() {
        if (pooled == null) {
            progress.accept("training one model on everything");
            List<LabelledPrompt> rows = new ArrayList<>(data.train());
            rows.addAll(data.labels());
            pooled = new RidgeLearner().learn(rows);
        }
        return pooled;
    }

    Figures own() {
        Builder table = Figures.of("Trained on the benchmark's own labels, APGR", HEAD);
        for (Pair pair : Pairs.builtIn()) {
            progress.accept(pair.name() + ", own labels");
            List<LabelledPrompt> shown = RoutingData.only(data.train(), pair::covers);
            List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
            if (shown.size() < FEW / 10 || asked.size() < FEW / 100) {
                continue;
            }
            table.row(new Contest(pair, asked, samples)
                    .add(Routers.ours(shown, pair))
                    .add(new NgramRouter(shown, pair))
                    .cells(pair.name(), Routers.lookup(shown, pair)));
        }
        few(table);
        folds(table, "gsm8k");
        folds(table, "mmlu");
        folds(table, "llmrouter");
        return table.build();
    }

    private static Pair pair(String name) {
        return Pairs.builtIn().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void few(Builder table) {
        Pair pair = pair("mmlu");
        progress.accept("mmlu, " + FEW + " labels");
        List<LabelledPrompt> shown = draw(RoutingData.only(data.train(), pair::covers), FEW, 1);
        List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
        table.row(new Contest(pair, asked, samples)
                .add(Routers.ours(shown, pair))
                .add(new NgramRouter(shown, pair))
                .cells("mmlu, " + FEW + " labels", Routers.lookup(shown, pair)));
    }

    static List<LabelledPrompt> draw(List<LabelledPrompt> rows, int count, long seed) {
        List<LabelledPrompt> drawn = new ArrayList<>(rows);
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = drawn.size() - 1; at > 0; at--) {
            java.util.Collections.swap(drawn, at, random.nextInt(at + 1));
        }
        return drawn.subList(0, Math.min(count, drawn.size()));
    }

    /** Over all labels there are; prompts that ask the same are in the same fold. */
    private void folds(Builder table, String name) {
        Pair pair = pair(name);
        progress.accept(name + ", five-fold");
        List<LabelledPrompt> rows = new ArrayList<>(RoutingData.only(data.train(), pair::covers));
        rows.addAll(RoutingData.only(data.dev(), pair::covers));
        double[] ours = new double[rows.size()];
        double[] ngrams = new double[rows.size()];
        double[] lookup = new double[rows.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int part = fold;
            List<LabelledPrompt> shown = RoutingData.only(rows, row -> fold(row) != part);
            List<LabelledPrompt> asked = RoutingData.only(rows, row -> fold(row) == part);
            int[] places = java.util.stream.IntStream.range(0, rows.size())
                    .filter(at -> fold(rows.get(at)) == part)
                    .toArray();
            scatter(Routers.ours(shown, pair).needs(pair, asked), places, ours);
            scatter(new NgramRouter(shown, pair).needs(pair, asked), places, ngrams);
            scatter(Routers.lookup(shown, pair).needs(pair, asked), places, lookup);
        }
        table.row(new Contest(pair, rows, samples)
                .add((asks, asked) -> ours)
                .add((asks, asked) -> ngrams)
                .cells(name + ", five-fold", (asks, asked) -> lookup));
    }

    private static void scatter(double[] values, int[] places, double[] to) {
        for (int at = 0; at < places.length; at++) {
            to[places[at]] = values[at];
        }
    }

    private static int fold(LabelledPrompt row) {
        String question = row.text().lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
        int hash = question.replaceAll("[^\\p{L}\\p{Nd}]", "").hashCode() * 0x9e3779b1;
        return Math.floorMod(hash >>> 8, FOLDS);
    }

    /** One model for all, beside one n-gram router for each pair that is trained on the rows of its own source. */
    Figures pooled() {
        RoutingModel model = pooledModel();
        progress.accept("one model asked about each benchmark");
        Builder table = Figures.of("One model trained on everything, APGR", HEAD);
        for (Pair pair : Pairs.builtIn()) {
            List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
            List<LabelledPrompt> shown = RoutingData.only(
                    data.train(),
                    row -> row.scores().containsKey(pair.strong())
                            && row.scores().containsKey(pair.weak()));
            if (asked.size() >= FEW / 100) {
                table.row(new Contest(pair, asked, samples)
                        .add(Routers.of(model))
                        .add(new NgramRouter(shown, pair))
                        .cells(pair.name(), Routers.lookup(RoutingData.only(shown, pair::covers), pair)));
            }
        }
        Evaluation evaluation = Evaluation.of(model, data.dev(), List.of(), 0);
        table.row(
                "calibration error",
                Long.toString(evaluation.calibration().count()),
                "%.3f".formatted(evaluation.calibration().error()),
                "-",
                "-",
                "-",
                "-",
                "-",
                "-");
        return table.build();
    }

    /** No label of the benchmark, nor of one that asks the same. */
    Figures foreign() {
        Builder table = Figures.of("Trained on other benchmarks only, APGR", HEAD);
        for (Foreign each : Foreign.ALL) {
            Pair pair = pair(each.pair());
            progress.accept(each.pair() + ", foreign labels");
            List<LabelledPrompt> shown = RoutingData.only(data.train(), each::knows);
            List<LabelledPrompt> asked = RoutingData.only(data.dev(), pair::covers);
            List<LabelledPrompt> gains =
                    RoutingData.only(shown, row -> row.scores().size() > 1);
            table.row(new Contest(pair, asked, samples)
                    .add(Routers.ours(shown, pair))
                    .add(new NgramRouter(Foreign.relabelled(gains, pair), pair))
                    .cells(pair.name(), (asks, some) -> new double[some.size()]));
        }
        return table.build();
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
