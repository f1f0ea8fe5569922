package io.promptyard.bench.routing;

import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.router.classify.TokenCounter;
import io.promptyard.router.classify.learned.RoutingModel;
import io.promptyard.router.evaluate.Pair;
import io.promptyard.router.evaluate.Pairs;
import io.promptyard.router.learn.LabelledPrompt;
import io.promptyard.standalone.plot.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What routing between two models saves against always calling the strong one, on the dev split: what can be saved without a
 * loss of quality, and the quality that is left when 40 % or 60 % are saved, beside a coin that is tossed for each prompt.
 */
record Savings(List<Saving> savings) {
    /** Tokens of an answer, the same for all: the outcomes do not say how long answers were. */
    private static final int ANSWER_TOKENS = 200;

    private static final double LITTLE = 0.4;
    private static final double MUCH = 0.6;
    private static final double EQUAL = 1e-9;

    /**
     * @param curve saving and quality, both from 0 to 1, from always strong to always weak
     * @param equal the most that is saved while quality is no less than that of always strong
     */
    record Saving(Pair pair, double strong, double weak, double dearer, List<double[]> curve, double equal) {
        /** Between the points, straight lines; NaN where the weak model does not save as much. */
        double qualityAt(double saved) {
            for (int at = 1; at < curve.size(); at++) {
                double[] before = curve.get(at - 1);
                double[] after = curve.get(at);
                if (after[0] >= saved) {
                    double share = after[0] == before[0] ? 0 : (saved - before[0]) / (after[0] - before[0]);
                    return before[1] + share * (after[1] - before[1]);
                }
            }
            return Double.NaN;
        }

        /** A coin saves and loses in proportion. */
        double coinAt(double saved) {
            double most = curve.getLast()[0];
            return saved > most ? Double.NaN : strong - (strong - weak) * saved / most;
        }
    }

    static Savings measure(RoutingData data, RoutingModel model) {
        Map<String, ModelPrice> prices = ModelPrice.all();
        TokenCounter tokens = TokenCounter.o200k();
        List<Saving> savings = new ArrayList<>();
        for (Pair pair : Pairs.builtIn()) {
            List<LabelledPrompt> rows = RoutingData.only(data.dev(), pair::covers);
            ModelPrice strong = prices.get(pair.strong());
            ModelPrice weak = prices.get(pair.weak());
            if (strong != null && weak != null && strong.output() > weak.output() && rows.size() > ANSWER_TOKENS / 4) {
                savings.add(saving(pair, rows, Routers.of(model).needs(pair, rows), strong, weak, tokens));
            }
        }
        return new Savings(savings);
    }

    private static Saving saving(
            Pair pair,
            List<LabelledPrompt> rows,
            double[] needs,
            ModelPrice strong,
            ModelPrice weak,
            TokenCounter tokens) {
        Integer[] order = new Integer[rows.size()];
        Arrays.setAll(order, at -> at);
        Arrays.sort(order, Comparator.comparingDouble(at -> needs[at]));
        double[] dear = costs(rows, strong, tokens);
        double[] cheap = costs(rows, weak, tokens);
        double all = Arrays.stream(dear).sum();
        double quality = Contests.mean(Gains.strong(pair, rows));
        double best = quality;
        double saved = 0;
        double equal = 0;
        List<double[]> curve = new ArrayList<>(List.of(new double[] {0, quality}));
        for (int place : order) {
            saved += (dear[place] - cheap[place]) / all;
            quality -= Gains.of(pair, rows.get(place)) / rows.size();
            curve.add(new double[] {saved, quality});
            equal = quality >= best - EQUAL ? saved : equal;
        }
        return new Saving(pair, best, quality, all / Arrays.stream(cheap).sum(), curve, equal);
    }

    private static double[] costs(List<LabelledPrompt> rows, ModelPrice price, TokenCounter tokens) {
        return rows.stream()
                .mapToDouble(row -> price.usd(tokens.count(PromptBody.ofUser(row.text())), ANSWER_TOKENS))
                .toArray();
    }

    Figures figures() {
        Builder table = Figures.of(
                "Saved by the one model, at list prices and answers of " + ANSWER_TOKENS + " tokens",
                "pair",
                "strong / weak",
                "dearer by",
                "always strong",
                "saved at equal quality",
                "quality at 40 % saved (coin)",
                "at 60 % saved (coin)",
                "always weak");
        for (Saving each : savings) {
            table.row(
                    each.pair().name(),
                    each.pair().strong() + " / " + each.pair().weak(),
                    String.format(Locale.ROOT, "%.1f x", each.dearer()),
                    share(each.strong()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * each.equal()),
                    share(each.qualityAt(LITTLE)) + " (" + share(each.coinAt(LITTLE)) + ")",
                    share(each.qualityAt(MUCH)) + " (" + share(each.coinAt(MUCH)) + ")",
                    share(each.weak()));
        }
        return table.build();
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    void write(Path dir) throws IOException {
        StringBuilder csv = new StringBuilder("pair,saved,quality,coin\n");
        Chart chart = new Chart(
                "Quality left by what is saved, share of the strong model's (dev split)",
                "saved, % of always strong",
                "quality");
        for (int saved = 0; saved <= 100; saved += 20) {
            chart.tick(saved, Integer.toString(saved));
        }
        for (Saving each : savings) {
            List<double[]> line = new ArrayList<>();
            for (int saved = 0; saved <= 100; saved++) {
                double quality = each.qualityAt(saved / 100.0);
                if (!Double.isNaN(quality)) {
                    line.add(new double[] {saved, quality / each.strong()});
                    csv.append(String.format(
                            Locale.ROOT,
                            "%s,%.2f,%.4f,%.4f%n",
                            each.pair().name(),
                            saved / 100.0,
                            quality,
                            each.coinAt(saved / 100.0)));
                }
            }
            if (each.pair().name().equals("mmlu")
                    || each.pair().name().equals("llmrouter")
                    || each.pair().name().equals("mmlupro#2")) {
                chart.line(each.pair().name(), line);
            }
        }
        Files.writeString(dir.resolve("savings.csv"), csv);
        Files.writeString(dir.resolve("savings.svg"), chart.svg());
    }
}
