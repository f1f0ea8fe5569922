package io.promptyard.bench.suite;

import io.promptyard.bench.load.Load;
import io.promptyard.bench.load.OpenLoop;
import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.process.Footprint;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * A steady load, half by the gateway and half by topic, and what the product's process takes while it lasts. What grows
 * shows in the last table: the median of the run's last quarter beside that of its second.
 */
final class SoakBench {
    private static final int SAMPLES = 60;
    private static final int ROWS = 12;
    private static final int CONNECTIONS = 64;
    private static final Duration MOST_QUIET = Duration.ofSeconds(60);
    private static final int QUIET_SHARE = 10;
    private static final Duration MOST_BETWEEN = Duration.ofSeconds(1);
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final String PENDING = "promptyard_worker_pending{";
    private static final double MEGABYTE = 1024 * 1024;

    private SoakBench() {}

    /** The process at one moment, {@code second} after the load began. */
    private record Sample(double second, Footprint footprint, double heap, double pending) {
        static Sample of(Rig rig, double second) {
            return new Sample(
                    second,
                    rig.footprint(),
                    rig.product().meter(HEAP) / MEGABYTE,
                    rig.product().meter(PENDING));
        }
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        int rate = settings.rates().getFirst();
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.start(settings, Duration.ofMillis(settings.providerMillis()), CONNECTIONS * 4)) {
            Load load = new Load(Duration.ofSeconds(120));
            Target gateway = rig.gateway(false, CONNECTIONS);
            Target topic = rig.topic(0);
            Sample idle = Sample.of(rig, 0);
            progress.accept("warming up");
            if (settings.warmUp() > 0) {
                load.open(topic, OpenLoop.during(rate, settings.warm()));
            }
            progress.accept(rate + " prompts per second for " + Math.round(settings.seconds()) + " s");
            OpenLoop half = OpenLoop.during(rate / 2.0, settings.measured());
            var http = CompletableFuture.supplyAsync(() -> load.open(gateway, half), task -> start("http", task));
            var records = CompletableFuture.supplyAsync(() -> load.open(topic, half), task -> start("topic", task));
            List<Sample> loaded = sample(rig, settings, CompletableFuture.allOf(http, records), progress);
            Duration quiet = quiet(settings.measured());
            progress.accept("no load for " + quiet.toSeconds() + " s");
            pause(new CompletableFuture<Void>(), quiet);
            Sample recovered = Sample.of(rig, settings.seconds() + quiet.toSeconds());
            return new Report(
                    "soak",
                    "./promptyard bench soak --seconds " + Math.round(settings.seconds()) + " --rates " + rate
                            + " --markdown",
                    machine,
                    List.of(course(idle, loaded, recovered), growth(loaded), ends(http.join(), records.join())),
                    notes());
        }
    }

    private static Duration quiet(Duration measured) {
        Duration share = measured.dividedBy(QUIET_SHARE);
        return share.compareTo(MOST_QUIET) < 0 ? share : MOST_QUIET;
    }

    private static void start(String name, Runnable task) {
        Thread.ofPlatform().name("bench-" + name).daemon().start(task);
    }

    private static List<Sample> sample(
            Rig rig, BenchSettings settings, CompletableFuture<Void> load, Consumer<String> progress) {
        List<Sample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        Duration between = settings.measured().dividedBy(SAMPLES);
        Duration pause = between.compareTo(MOST_BETWEEN) < 0 ? MOST_BETWEEN : between;
        while (!pause(load, pause)) {
            Sample now = Sample.of(rig, (System.nanoTime() - begun) / 1e9);
            samples.add(now);
            if (samples.size() % (SAMPLES / ROWS) == 0) {
                progress.accept(Math.round(now.second()) + " s: "
                        + Cells.of(now.footprint().residentMegabytes()) + " MB resident");
            }
        }
        return samples;
    }

    /** Waits; whether it was done before. */
    private static boolean pause(CompletableFuture<Void> done, Duration pause) {
        try {
            done.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Figures course(Sample idle, List<Sample> loaded, Sample recovered) {
        Builder figures = Figures.of(
                "The product's process", "when", "resident MB", "heap MB", "threads", "files", "disk MB", "pending");
        row(figures, "idle", idle);
        int step = Math.max(1, loaded.size() / ROWS);
        for (int i = step - 1; i < loaded.size(); i += step) {
            row(figures, Math.round(loaded.get(i).second()) + " s", loaded.get(i));
        }
        row(figures, "recovered", recovered);
        return figures.build();
    }

    private static void row(Builder figures, String when, Sample sample) {
        figures.row(
                when,
                Cells.of(sample.footprint().residentMegabytes()),
                Cells.of(sample.heap()),
                Cells.of(sample.footprint().threads()),
                Cells.of(sample.footprint().files()),
                Cells.of(sample.footprint().diskMegabytes()),
                Cells.of((long) sample.pending()));
    }

    private static Figures growth(List<Sample> loaded) {
        Builder figures =
                Figures.of("Does it grow?", "what", "second quarter, median", "last quarter, median", "last / second");
        growth(figures, "resident MB", loaded, sample -> sample.footprint().residentMegabytes());
        growth(figures, "heap MB", loaded, Sample::heap);
        growth(figures, "threads", loaded, sample -> sample.footprint().threads());
        growth(figures, "files", loaded, sample -> sample.footprint().files());
        growth(figures, "disk MB", loaded, sample -> sample.footprint().diskMegabytes());
        return figures.build();
    }

    private static void growth(Builder figures, String what, List<Sample> loaded, ToDoubleFunction<Sample> figure) {
        int quarter = loaded.size() / 4;
        double second = Quantiles.median(loaded.subList(quarter, 2 * quarter), figure);
        double last = Quantiles.median(loaded.subList(loaded.size() - quarter, loaded.size()), figure);
        figures.row(what, Cells.of(second), Cells.of(last), Cells.ratio(last, second));
    }

    private static Figures ends(Quantiles http, Quantiles records) {
        Builder figures = Figures.of("The calls", "way", "answered", "failed", "p50 ms", "p99 ms", "max ms");
        ends(figures, "gateway", http);
        ends(figures, "topic", records);
        return figures.build();
    }

    private static void ends(Builder figures, String way, Quantiles seen) {
        figures.row(
                way,
                Cells.of((long) seen.answered()),
                Cells.of((long) seen.failed()),
                Cells.of(seen.p50()),
                Cells.of(seen.p99()),
                Cells.of(seen.max()));
    }

    private static List<String> notes() {
        return List.of(
                "The product with its embedded broker and registry is one process. Disk is what is in its data directory, without"
                        + " the logs' indexes: topics keep their records for as long as they are configured to, so it grows by"
                        + " what the prompts of the run take, until that time is over.",
                "Heap is what is in use between collections, so it holds garbage too. Latencies count from the time a call"
                        + " was due and include the provider's.");
    }
}
