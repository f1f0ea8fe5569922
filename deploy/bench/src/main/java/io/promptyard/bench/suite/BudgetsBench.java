package io.promptyard.bench.suite;

import io.promptyard.bench.load.Load;
import io.promptyard.bench.load.Load.Reached;
import io.promptyard.bench.load.Paired;
import io.promptyard.bench.load.Paired.Round;
import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the desk of budgets bears: bursts by topic and closed loops of prompts that differ in what they are under. */
final class BudgetsBench {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MAX_TOKENS = 200;
    private static final int KEYS = 100;
    private static final String NOTHING = "under nothing";
    private static final String CEILINGS = """
              - { name: money, match: { endpoint: budget }, per-day-usd: 1000000 }
              - { name: keys, match: { endpoint: limits }, per: key, requests-per-minute: 1000000000, tokens-per-minute: 100000000000 }
              - { name: all, match: { endpoint: both }, per-day-usd: 1000000, per-month-usd: 1000000 }
              - { name: all-keys, match: { endpoint: both }, per: key, requests-per-minute: 1000000000, tokens-per-minute: 100000000000 }
            """;

    private final BenchSettings settings;
    private final Consumer<String> progress;
    private final Load load = new Load(PATIENCE);

    private BudgetsBench(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** A burst and the CPU time of the product that it took, a closed loop, and prompts one by one. */
    private record Run(Reached burst, Duration cpu, Reached loop, Reached alone) {
        double cpuPer10000() {
            return cpu.toNanos() / 1e9 / burst.quantiles().answered() * 10_000;
        }
    }

    /** A run between two under nothing. */
    private record Beside(Run run, Run before, Run after) {}

    static Report run(BenchSettings settings, Consumer<String> progress) {
        return new BudgetsBench(settings, progress).run();
    }

    private Report run() {
        String machine = Machine.describe();
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.startWithCeilings(settings, Duration.ZERO, 256, CEILINGS)) {
            Map<String, Target> ways = new LinkedHashMap<>();
            ways.put(NOTHING, rig.topicOf("none", MAX_TOKENS, KEYS));
            ways.put("one budget", rig.topicOf("budget", MAX_TOKENS, KEYS));
            ways.put("two limits, " + KEYS + " keys", rig.topicOf("limits", MAX_TOKENS, KEYS));
            ways.put("two budgets and two limits", rig.topicOf("both", MAX_TOKENS, KEYS));
            ways.values().forEach(target -> load.closed(target, settings.concurrency(), settings.warm()));
            Map<String, List<Beside>> rounds = measure(rig, ways);
            return new Report(
                    "budgets",
                    "./promptyard bench budgets --markdown",
                    machine,
                    List.of(figures(rounds), beside(rounds)),
                    notes());
        }
    }

    /** Each way between two runs under nothing, the first way another one in each round: what a minute does to one it does to the other. */
    private Map<String, List<Beside>> measure(Rig rig, Map<String, Target> ways) {
        Map<String, List<Beside>> rounds = new LinkedHashMap<>();
        ways.keySet().forEach(way -> rounds.put(way, new ArrayList<>()));
        List<String> order = new ArrayList<>(ways.keySet());
        Target nothing = ways.get(NOTHING);
        for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
            Run before = run(rig, nothing);
            for (String way : order) {
                progress.accept("repeat " + repeat + ": " + way);
                Run run = run(rig, ways.get(way));
                Run after = run(rig, nothing);
                rounds.get(way).add(new Beside(run, before, after));
                before = after;
            }
            Collections.rotate(order, 1);
        }
        return rounds;
    }

    private Run run(Rig rig, Target target) {
        Duration before = rig.product().process().cpu();
        Reached burst = load.burst(target, settings.prompts());
        Duration cpu = rig.product().process().cpu().minus(before);
        Reached loop = load.closed(target, settings.concurrency(), settings.measured());
        Reached alone = load.closed(target, 1, settings.measured());
        return new Run(burst, cpu, loop, alone);
    }

    private static Figures figures(Map<String, List<Beside>> rounds) {
        Builder figures = Figures.of(
                "Prompts by topic, with a provider that answers at once",
                "prompts",
                "burst per s",
                "CPU s per 10,000, product",
                "loop per s",
                "loop p50 ms",
                "loop p99 ms",
                "alone p50 ms",
                "answered",
                "failed");
        rounds.forEach(
                (way, each) -> row(figures, way, each.stream().map(Beside::run).toList()));
        return figures.build();
    }

    private static void row(Builder figures, String way, List<Run> runs) {
        Quantiles loop = Quantiles.median(
                runs.stream().map(run -> run.loop().quantiles()).toList());
        figures.row(
                way,
                Cells.of(Quantiles.median(runs, run -> run.burst().perSecond())),
                Cells.of(Quantiles.median(runs, Run::cpuPer10000)),
                Cells.of(Quantiles.median(runs, run -> run.loop().perSecond())),
                Cells.of(loop.p50()),
                Cells.of(loop.p99()),
                Cells.of(Quantiles.median(runs, run -> run.alone().quantiles().p50())),
                Cells.of(sum(runs, true)),
                Cells.of(sum(runs, false)));
    }

    private static Figures beside(Map<String, List<Beside>> rounds) {
        Builder figures = Figures.of(
                "The same beside prompts under nothing, just before and after: median of rounds (least to most)",
                "prompts",
                "burst",
                "CPU, product",
                "loop",
                "loop p50",
                "alone p50, ms more");
        rounds.forEach((way, each) -> figures.row(
                way,
                ratio(each, run -> run.burst().perSecond()),
                ratio(each, Run::cpuPer10000),
                ratio(each, run -> run.loop().perSecond()),
                ratio(each, run -> run.loop().quantiles().p50()),
                cell(
                        Paired.differences(
                                paired(each, run -> run.alone().quantiles().p50())),
                        0,
                        "")));
        return figures.build();
    }

    private static String ratio(List<Beside> rounds, ToDoubleFunction<Run> figure) {
        return cell(Paired.ratios(paired(rounds, figure)), 1, " x");
    }

    private static List<Round> paired(List<Beside> rounds, ToDoubleFunction<Run> figure) {
        return rounds.stream()
                .map(each -> new Round(
                        figure.applyAsDouble(each.run()),
                        figure.applyAsDouble(each.before()),
                        figure.applyAsDouble(each.after())))
                .toList();
    }

    private static String cell(Paired paired, double none, String unit) {
        String sure = paired.isConclusive(none) ? "" : ", none sure";
        return Cells.of(paired.median()) + unit + " (" + Cells.of(paired.least()) + " to " + Cells.of(paired.most())
                + sure + ")";
    }

    private static long sum(List<Run> runs, boolean answered) {
        return runs.stream()
                .flatMap(run -> Stream.of(run.burst(), run.loop(), run.alone()))
                .mapToLong(reached -> answered
                        ? reached.quantiles().answered()
                        : reached.quantiles().failed())
                .sum();
    }

    private List<String> notes() {
        return List.of(
                "Bursts of " + settings.prompts()
                        + " records as fast as the producer takes them, until the last is answered; loops of "
                        + settings.concurrency() + " prompts at a time for " + Cells.of(settings.seconds())
                        + " s, and as long one at a time. Medians of " + settings.repeats()
                        + " rounds; answered and failed are of all.",
                "In each round every way stands between two runs under nothing, and which way comes first changes. The row of those under nothing shows how far two runs of the same are"
                        + " apart. `none sure`: not all rounds were on the same side, so there may be no difference.",
                "1 KB prompts with max_tokens " + MAX_TOKENS
                        + ", model `auto`, 4 partitions, one lane, at least once; the desk of budgets"
                        + " is one task, exactly once. Nothing is refused: the limits are out of reach.");
    }
}
