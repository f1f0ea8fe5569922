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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One tenant's prompts for a provider that takes calls and never answers: what the backlog weighs, and what it adds to the
 * prompts of another tenant for another provider, beside the same without it.
 */
final class BacklogBench {
    private static final int CONCURRENCY = 256;
    private static final int CONNECTIONS = 64;
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Prompts per second that even a busy machine decides. */
    private static final int SLOWEST = 500;

    private static final Duration LEAST_TO_BUILD = Duration.ofSeconds(10);
    private static final Duration TO_REFUSE = Duration.ofSeconds(240);
    private static final double NEARLY_ALL = 0.98;
    private static final String PARKED = "promptyard_worker_parked{";
    private static final String PENDING = "promptyard_worker_pending{";
    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"";
    private static final double MEGABYTE = 1024 * 1024;

    private BacklogBench() {}

    /** What the product is at one moment. */
    private record Sample(double parked, double pending, double resident, double heap) {
        static Sample of(Product product) {
            return new Sample(
                    product.meter(PARKED),
                    product.meter(PENDING),
                    product.process().residentMegabytes(),
                    product.meter(HEAP) / MEGABYTE);
        }

        double held() {
            return parked + pending;
        }
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        int rate = settings.rates().getFirst();
        Duration building = LEAST_TO_BUILD.plusSeconds(settings.prompts() / SLOWEST);
        progress.accept("starting the simulator and the product");
        try (Rig rig = Rig.startWithHung(settings, Duration.ofMillis(settings.providerMillis()), CONCURRENCY)) {
            Target gateway = rig.gateway(false, CONNECTIONS);
            Load others = new Load(Duration.ofSeconds(60));
            OpenLoop measured = OpenLoop.during(rate, settings.measured());
            progress.accept("warming up");
            others.open(gateway, OpenLoop.during(rate, settings.warm().plusSeconds(1)));
            progress.accept("prompts of others, without a backlog");
            Quantiles without = others.open(gateway, measured);
            Sample before = Sample.of(rig.product());

            progress.accept("a backlog of " + settings.prompts());
            Instant deadline = Instant.now().plus(building).plus(settings.measured());
            FutureTask<Quantiles> backlog = backlog(rig, settings.prompts(), deadline);
            Sample full = awaitFull(rig.product(), settings.prompts(), deadline.minus(settings.measured()), backlog);
            progress.accept("prompts of others, behind " + (long) full.held());
            Quantiles beside = others.open(gateway, measured);
            progress.accept("waiting until all of it has been refused, from " + deadline + " on");
            Quantiles ends = ended(backlog);
            Sample after = Sample.of(rig.product());
            return new Report(
                    "backlog",
                    "./promptyard bench backlog --prompts " + settings.prompts() + " --markdown",
                    machine,
                    List.of(
                            memory(before, full, after),
                            others(rate, settings.providerMillis(), without, beside),
                            ends(settings.prompts(), ends)),
                    notes(rate));
        }
    }

    private static FutureTask<Quantiles> backlog(Rig rig, int prompts, Instant deadline) {
        Target hung = rig.hung(deadline);
        Load load = new Load(Duration.between(Instant.now(), deadline).plus(TO_REFUSE));
        FutureTask<Quantiles> task =
                new FutureTask<>(() -> load.burst(hung, prompts).quantiles());
        Thread.ofPlatform().name("bench-backlog").start(task);
        return task;
    }

    /** At the latest when the first of them are about to be refused. */
    private static Sample awaitFull(Product product, int prompts, Instant until, FutureTask<Quantiles> backlog) {
        Sample now = Sample.of(product);
        while (now.held() < prompts * NEARLY_ALL && Instant.now().isBefore(until)) {
            try {
                backlog.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return now;
            } catch (TimeoutException e) {
                now = Sample.of(product);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the backlog was not made", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return now;
    }

    private static Quantiles ended(FutureTask<Quantiles> backlog) {
        try {
            return backlog.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the backlog was not made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Figures memory(Sample before, Sample full, Sample after) {
        Builder figures =
                Figures.of("Memory of the product's process", "when", "parked", "taken in", "resident MB", "heap MB");
        row(figures, "before", before);
        row(figures, "full backlog", full);
        row(figures, "after", after);
        return figures.build();
    }

    private static void row(Builder figures, String when, Sample sample) {
        figures.row(
                when,
                Cells.of((long) sample.parked()),
                Cells.of((long) sample.pending()),
                Cells.of(sample.resident()),
                Cells.of(sample.heap()));
    }

    private static Figures others(int rate, int providerMillis, Quantiles without, Quantiles beside) {
        Builder figures = Figures.of(
                "Added to the " + providerMillis + " ms of the other provider, gateway, " + rate + " per second",
                "backlog",
                "p50 ms",
                "p90 ms",
                "p99 ms",
                "max ms",
                "answered",
                "failed");
        row(figures, "none", without.over(providerMillis));
        row(figures, "full", beside.over(providerMillis));
        return figures.build();
    }

    private static void row(Builder figures, String backlog, Quantiles seen) {
        figures.row(
                backlog,
                Cells.of(seen.p50()),
                Cells.of(seen.p90()),
                Cells.of(seen.p99()),
                Cells.of(seen.max()),
                Cells.of((long) seen.answered()),
                Cells.of((long) seen.failed()));
    }

    private static Figures ends(int prompts, Quantiles ends) {
        return Figures.of("The backlog's prompts", "sent", "refused", "lost")
                .row(Cells.of((long) prompts), Cells.of((long) ends.answered()), Cells.of((long)
                        (prompts - ends.answered())))
                .build();
    }

    private static List<String> notes(int rate) {
        return List.of(
                "Prompts of 1 KB by topic as fast as they go, of one tenant, all with one deadline, for a provider that takes"
                        + " 16 calls at a time and answers none; the others' by HTTP at " + rate
                        + " per second, of another"
                        + " tenant, for a provider that answers. Four partitions.",
                "Product (broker included), simulator and load generator are three processes. Heap is what is in use between"
                        + " collections, so it holds garbage too; resident memory includes heap that the JVM once touched.");
    }
}
