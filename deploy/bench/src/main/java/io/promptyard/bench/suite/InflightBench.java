package io.promptyard.bench.suite;

import io.promptyard.bench.load.Load;
import io.promptyard.bench.load.OpenLoop;
import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.process.Product;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Many slow calls open at once in one worker: what they weigh, and whether all are answered. */
final class InflightBench {
    private static final int RATE = 1_000;
    private static final int WARM_CALLS = 200;
    private static final double SLACK = 1.1;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String OPEN = "promptyard_worker_open{";
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final double MEGABYTE = 1024 * 1024;

    private InflightBench() {}

    /** What the product is at one moment. */
    private record Sample(double open, double resident, double heap) {
        static Sample of(Product product) {
            return new Sample(
                    product.meter(OPEN), product.process().residentMegabytes(), product.meter(HEAP) / MEGABYTE);
        }
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        Duration hold = Duration.ofSeconds(settings.hold());
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.start(settings, hold, (int) (settings.calls() * SLACK) + WARM_CALLS)) {
            Load load = new Load(hold.plusSeconds(120));
            Target topic = rig.topic(0);
            progress.accept("warming up");
            load.open(topic, new OpenLoop(RATE, Math.min(WARM_CALLS, settings.calls())));
            Sample idle = Sample.of(rig.product());
            progress.accept(settings.calls() + " calls of " + settings.hold() + " s each");
            FutureTask<Quantiles> calls =
                    new FutureTask<>(() -> load.open(topic, new OpenLoop(RATE, settings.calls())));
            Thread.ofPlatform().name("bench-load").start(calls);
            Sample peak = peak(rig.product(), calls);
            Quantiles seen = calls.resultNow();
            Sample after = Sample.of(rig.product());
            Builder figures = Figures.of("Memory of the product's process", "when", "open", "resident MB", "heap MB");
            row(figures, "idle", idle);
            row(figures, "most calls open", peak);
            row(figures, "all answered", after);
            Builder ends = Figures.of("The calls", "sent", "answered", "lost or refused", "KB resident per open call");
            ends.row(
                    Cells.of((long) settings.calls()),
                    Cells.of((long) seen.answered()),
                    Cells.of((long) seen.failed()),
                    Cells.of((peak.resident() - idle.resident()) * 1024 / peak.open()));
            return new Report(
                    "inflight",
                    "./promptyard bench inflight --markdown",
                    machine,
                    List.of(figures.build(), ends.build()),
                    List.of(
                            "Prompts of 1 KB by topic at " + RATE + " per second, each held by the simulator for "
                                    + settings.hold() + " s; one worker whose `max-concurrency` is above their number.",
                            "Product (broker included), simulator and load generator are three processes. Heap is what is in"
                                    + " use between collections, so it holds garbage too; resident memory includes heap that"
                                    + " the JVM once touched."));
        }
    }

    private static Sample peak(Product product, FutureTask<Quantiles> calls) {
        Sample peak = Sample.of(product);
        while (true) {
            try {
                calls.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return peak;
            } catch (TimeoutException e) {
                Sample now = Sample.of(product);
                peak = now.open() >= peak.open() ? now : peak;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the load failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private static void row(Builder figures, String when, Sample sample) {
        figures.row(when, Cells.of((long) sample.open()), Cells.of(sample.resident()), Cells.of(sample.heap()));
    }
}
