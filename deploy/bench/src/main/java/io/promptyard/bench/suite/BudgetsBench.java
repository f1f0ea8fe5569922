package io.promptyard.bench.suite;

import io.promptyard.bench.load.Load;
import io.promptyard.bench.load.Load.Reached;
import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the desk of budgets bears: bursts by topic and closed loops of prompts that differ in what they are under. */
final class BudgetsBench {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MAX_TOKENS = 200;
    private static final int KEYS = 100;
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

    /** A burst, a closed loop, and the CPU time of the product that the burst took. */
    private record Run(Reached burst, Duration cpu, Reached loop) {}

    static Report run(BenchSettings settings, Consumer<String> progress) {
        return new BudgetsBench(settings, progress).run();
    }

    private Report run() {
        String machine = Machine.describe();
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.startWithCeilings(settings, Duration.ZERO, 256, CEILINGS)) {
            Map<String, Target> ways = new LinkedHashMap<>();
            ways.put("under nothing", rig.topicOf("none", MAX_TOKENS, KEYS));
            ways.put("one budget", rig.topicOf("budget", MAX_TOKENS, KEYS));
            ways.put("two limits, " + KEYS + " keys", rig.topicOf("limits", MAX_TOKENS, KEYS));
            ways.put("two budgets and two limits", rig.topicOf("both", MAX_TOKENS, KEYS));
            ways.values().forEach(target -> load.closed(target, settings.concurrency(), settings.warm()));
            return new Report(
                    "budgets", "./promptyard bench budgets --markdown", machine, List.of(measure(rig, ways)), notes());
        }
    }

    private Figures measure(Rig rig, Map<String, Target> ways) {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
            for (Map.Entry<String, Target> way : ways.entrySet()) {
                progress.accept("repeat " + repeat + ": " + way.getKey());
                Duration before = rig.product().process().cpu();
                Reached burst = load.burst(way.getValue(), settings.prompts());
                Duration cpu = rig.product().process().cpu().minus(before);
                Reached loop = load.closed(way.getValue(), settings.concurrency(), settings.measured());
                runs.computeIfAbsent(way.getKey(), key -> new ArrayList<>()).add(new Run(burst, cpu, loop));
            }
        }
        Builder figures = Figures.of(
                "Prompts by topic, with a provider that answers at once",
                "prompts",
                "burst per s",
                "CPU s per 10,000, product",
                "loop per s",
                "loop p50 ms",
                "loop p99 ms",
                "answered",
                "failed");
        runs.forEach((way, each) -> row(figures, way, each));
        return figures.build();
    }

    private static void row(Builder figures, String way, List<Run> runs) {
        Quantiles loop = Quantiles.median(
                runs.stream().map(run -> run.loop().quantiles()).toList());
        figures.row(
                way,
                Cells.of(Quantiles.median(runs, run -> run.burst().perSecond())),
                Cells.of(Quantiles.median(
                        runs,
                        run -> run.cpu().toNanos()
                                / 1e9
                                / run.burst().quantiles().answered()
                                * 10_000)),
                Cells.of(Quantiles.median(runs, run -> run.loop().perSecond())),
                Cells.of(loop.p50()),
                Cells.of(loop.p99()),
                Cells.of(sum(runs, true)),
                Cells.of(sum(runs, false)));
    }

    private static long sum(List<Run> runs, boolean answered) {
        return runs.stream()
                .flatMap(run -> Stream.of(run.burst(), run.loop()))
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
                        + " s. Medians of " + settings.repeats()
                        + " repeats, the ways taken in turn; answered and failed are of all.",
                "1 KB prompts with max_tokens " + MAX_TOKENS
                        + ", model `auto`, 4 partitions, one lane, at least once; the desk of budgets"
                        + " is one task, exactly once. Nothing is refused: the limits are out of reach.");
    }
}
