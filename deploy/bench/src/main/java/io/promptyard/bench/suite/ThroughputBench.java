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
import java.util.function.Supplier;

/** Closed loops over HTTP and bursts by topic, with a provider that answers at once. */
final class ThroughputBench {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int LINGER_MILLIS = 5;
    private static final double PER = 10_000;

    private final BenchSettings settings;
    private final Consumer<String> progress;
    private final Load load = new Load(PATIENCE);

    private ThroughputBench(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** One measurement with the CPU time it took. */
    private record Run(Reached reached, Duration product, Duration all) {
        double per(Duration cpu) {
            return cpu.toNanos() / 1e9 / reached.quantiles().answered() * PER;
        }
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        return new ThroughputBench(settings, progress).run();
    }

    private Report run() {
        String machine = Machine.describe();
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.start(settings, Duration.ZERO, 256)) {
            Map<String, Supplier<Reached>> ways = new LinkedHashMap<>();
            Target direct = rig.direct(false, settings.concurrency());
            Target gateway = rig.gateway(false, settings.concurrency());
            Target hop = rig.hops(1, LINGER_MILLIS);
            Target topic = rig.topic(LINGER_MILLIS);
            List.of(direct, gateway, hop, topic)
                    .forEach(target -> load.closed(target, settings.concurrency(), settings.warm()));
            ways.put("direct call", () -> load.closed(direct, settings.concurrency(), settings.measured()));
            ways.put("gateway", () -> load.closed(gateway, settings.concurrency(), settings.measured()));
            ways.put("1 bare Streams hop", () -> load.burst(hop, settings.prompts()));
            ways.put("topic", () -> load.burst(topic, settings.prompts()));
            return new Report(
                    "throughput",
                    "./promptyard bench throughput --markdown",
                    machine,
                    List.of(measure(rig, ways)),
                    notes());
        }
    }

    private Figures measure(Rig rig, Map<String, Supplier<Reached>> ways) {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
            for (Map.Entry<String, Supplier<Reached>> way : ways.entrySet()) {
                progress.accept("repeat " + repeat + ": " + way.getKey());
                runs.computeIfAbsent(way.getKey(), key -> new ArrayList<>()).add(timed(rig, way.getValue()));
            }
        }
        Builder figures = Figures.of(
                "With a provider that answers at once",
                "way",
                "per s",
                "CPU s per 10,000, product",
                "CPU s per 10,000, all",
                "p50 ms",
                "p99 ms",
                "answered",
                "failed");
        runs.forEach((way, each) -> row(figures, way, each));
        return figures.build();
    }

    private static Run timed(Rig rig, Supplier<Reached> measurement) {
        Duration product = rig.product().process().cpu();
        Duration others = rig.simulator().process().cpu().plus(own());
        Reached reached = measurement.get();
        Duration ofProduct = rig.product().process().cpu().minus(product);
        Duration ofOthers = rig.simulator().process().cpu().plus(own()).minus(others);
        return new Run(reached, ofProduct, ofProduct.plus(ofOthers));
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void row(Builder figures, String way, List<Run> runs) {
        Quantiles seen = Quantiles.median(
                runs.stream().map(run -> run.reached().quantiles()).toList());
        figures.row(
                way,
                Cells.of(Quantiles.median(runs, run -> run.reached().perSecond())),
                Cells.of(Quantiles.median(runs, run -> run.per(run.product()))),
                Cells.of(Quantiles.median(runs, run -> run.per(run.all()))),
                Cells.of(seen.p50()),
                Cells.of(seen.p99()),
                Cells.of((long) seen.answered()),
                Cells.of((long) seen.failed()));
    }

    private List<String> notes() {
        return List.of(
                "HTTP: a closed loop of " + settings.concurrency() + " connections for " + Cells.of(settings.seconds())
                        + " s. Topics: " + settings.prompts()
                        + " records as fast as the producer takes them, until the last is answered; their latency is the"
                        + " backlog's. Medians of " + settings.repeats() + " repeats, the ways taken in turn.",
                "1 KB prompts, model `auto`, `acks=all`, 4 partitions. The product's CPU time is its whole process: broker,"
                        + " registry, gateway, router and worker; \"all\" adds the simulator and the load generator, which runs"
                        + " the bare hop too. All share the same cores.");
    }
}
