package io.promptyard.bench.estimates;

import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.router.replay.estimate.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Estimates of the difference between a candidate and the recorded policy, beside the truth. */
final class CoverageFigures {
    private static final int WORST = 3;
    private static final String LOG = "log; prompts";

    private final List<World> worlds;
    private final List<Integer> sizes;
    private final int resamples;
    private final long seed;
    private final Consumer<String> progress;
    private final Map<String, List<Trials>> byLog = new LinkedHashMap<>();
    private final Map<String, List<Trials>> byWorld = new LinkedHashMap<>();
    private final Map<Trials, String> names = new IdentityHashMap<>();

    CoverageFigures(List<World> worlds, List<Integer> sizes, int resamples, long seed, Consumer<String> progress) {
        this.worlds = worlds;
        this.sizes = sizes;
        this.resamples = resamples;
        this.seed = seed;
        this.progress = progress;
    }

    List<Figures> figures() {
        long next = seed;
        for (LogKind kind : LogKind.values()) {
            for (int size : sizes) {
                progress.accept(kind.label() + ", " + size + " prompts");
                for (World world : worlds) {
                    List<Scenario> scenarios = kind.scenarios(world, size);
                    for (int each = 0; each < scenarios.size(); each++) {
                        Trials trials = Trials.run(scenarios.get(each), resamples, next++);
                        names.put(trials, world.name() + ": " + LogKind.CANDIDATES.get(each));
                        byLog.computeIfAbsent(kind.label() + "; " + size, key -> new ArrayList<>())
                                .add(trials);
                        if (kind == LogKind.EXPLORING || kind == LogKind.CONVERSATIONS || kind == LogKind.UNIFORM) {
                            byWorld.computeIfAbsent(world.name(), key -> new ArrayList<>())
                                    .add(trials);
                        }
                    }
                }
            }
        }
        return List.of(
                table("Intervals of 95 % that hold the truth, %", LOG, byLog, CoverageFigures::coverage),
                support(),
                table("Root mean square error", LOG, byLog, CoverageFigures::error),
                table("Mean size of the bias of a scenario", LOG, byLog, CoverageFigures::bias),
                table("Mean half width of an interval", LOG, byLog, CoverageFigures::reach),
                table(
                        "Intervals of 95 % that hold the truth by world, %: the first three kinds of log, all sizes",
                        "world", byWorld, CoverageFigures::coverage),
                scenarios());
    }

    private interface Summary {
        String of(List<Trials.Score> scores);
    }

    private static Figures table(String title, String what, Map<String, List<Trials>> rows, Summary summary) {
        Builder table = Figures.of(
                title,
                what,
                "scenarios",
                Method.DOUBLY_ROBUST.label(),
                Method.DIRECT.label(),
                Method.IPS.label(),
                Method.SNIPS.label());
        rows.forEach((name, all) -> table.row(
                name,
                Integer.toString(all.size()),
                cell(all, Method.DOUBLY_ROBUST, summary),
                cell(all, Method.DIRECT, summary),
                cell(all, Method.IPS, summary),
                cell(all, Method.SNIPS, summary)));
        return table.build();
    }

    private static String cell(List<Trials> all, Method method, Summary summary) {
        return summary.of(all.stream().map(each -> each.of(method)).toList());
    }

    /** What is claimed of intervals is claimed of those whose report does not say that they have no support. */
    private Figures support() {
        Builder table = Figures.of(
                "Doubly robust, intervals by what their report says of them",
                LOG,
                "said to have support, %",
                "of these hold the truth, %",
                "of the others, %");
        byLog.forEach((name, all) -> {
            List<Trials.Score> scores =
                    all.stream().map(each -> each.of(Method.DOUBLY_ROBUST)).toList();
            double count = scores.stream().mapToInt(Trials.Score::count).sum();
            double held = scores.stream().mapToInt(Trials.Score::held).sum();
            double with = scores.stream().mapToInt(Trials.Score::supportedCount).sum();
            double withHeld =
                    scores.stream().mapToInt(Trials.Score::supportedHeld).sum();
            table.row(
                    name,
                    percent(with / count),
                    with == 0 ? "-" : percent(withHeld / with),
                    with == count ? "-" : percent((held - withHeld) / (count - with)));
        });
        return table.build();
    }

    /** How a scenario alone fares: intervals may hold too often in one and too seldom in another. */
    private Figures scenarios() {
        Builder table = Figures.of(
                "Doubly robust, coverage of single scenarios, %", LOG, "least", "median", "most", "the three least");
        byLog.forEach((name, all) -> {
            double[] sorted = all.stream()
                    .mapToDouble(each -> each.of(Method.DOUBLY_ROBUST).coverage())
                    .sorted()
                    .toArray();
            table.row(
                    name,
                    percent(sorted[0]),
                    percent(sorted[sorted.length / 2]),
                    percent(sorted[sorted.length - 1]),
                    worst(all));
        });
        return table.build();
    }

    /** By the world and what its candidate does. */
    private String worst(List<Trials> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(
                        each -> each.of(Method.DOUBLY_ROBUST).coverage()))
                .limit(WORST)
                .map(each -> names.get(each) + " "
                        + percent(each.of(Method.DOUBLY_ROBUST).coverage()))
                .collect(Collectors.joining("; "));
    }

    private static String coverage(List<Trials.Score> scores) {
        return percent(mean(scores, Trials.Score::coverage));
    }

    private static String error(List<Trials.Score> scores) {
        return digits(Math.sqrt(mean(scores, Trials.Score::meanSquare)));
    }

    private static String bias(List<Trials.Score> scores) {
        return digits(mean(scores, score -> Math.abs(score.bias())));
    }

    private static String reach(List<Trials.Score> scores) {
        return digits(mean(scores, Trials.Score::reach));
    }

    private static double mean(List<Trials.Score> scores, ToDoubleFunction<Trials.Score> figure) {
        return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
