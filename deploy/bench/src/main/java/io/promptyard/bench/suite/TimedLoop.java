package io.promptyard.bench.suite;

import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report.Builder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Measures works of microseconds on the thread that calls: p50, p99, p99 of CPU time in a loop of its own, CPU time, how many fit a second of it, and the
 * ratio to the first row. On a busy machine p99 is that of waiting for a core, and its CPU time is what the work takes.
 */
final class TimedLoop {
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final BenchSettings settings;
    private final Consumer<String> progress;
    /** What the work answers goes here, so that none of it is optimised away. */
    private long sink;

    TimedLoop(BenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** The first row is what the others are compared with. */
    void measure(Map<String, List<IntSupplier>> rows, Builder figures) {
        double base = Double.NaN;
        for (Map.Entry<String, List<IntSupplier>> row : rows.entrySet()) {
            progress.accept(row.getKey());
            loop(row.getValue(), settings.warm());
            long before = threads.getCurrentThreadCpuTime();
            Histogram nanos = loop(row.getValue(), settings.measured());
            double cpu = (double) (threads.getCurrentThreadCpuTime() - before) / nanos.getTotalCount();
            base = Double.isNaN(base) ? cpu : base;
            Histogram busy = loop(row.getValue(), settings.measured(), threads::getCurrentThreadCpuTime);
            figures.row(
                    row.getKey(),
                    Cells.of(nanos.getValueAtPercentile(50) / 1e3),
                    Cells.of(nanos.getValueAtPercentile(99) / 1e3),
                    Cells.of(busy.getValueAtPercentile(99) / 1e3),
                    Cells.of(cpu / 1e3),
                    Cells.of(1e9 / cpu),
                    Cells.ratio(cpu, base));
        }
    }

    private Histogram loop(List<IntSupplier> works, Duration time) {
        return loop(works, time, System::nanoTime);
    }

    /** Whole rounds, at least one, until the time is over; each work by the clock. */
    private Histogram loop(List<IntSupplier> works, Duration time, LongSupplier clock) {
        Histogram nanos = new Histogram(HIGHEST_NANOS, DIGITS);
        long end = System.nanoTime() + time.toNanos();
        do {
            long before = clock.getAsLong();
            for (IntSupplier work : works) {
                sink += work.getAsInt();
                long after = clock.getAsLong();
                nanos.recordValue(Math.min(HIGHEST_NANOS, after - before));
                before = after;
            }
        } while (System.nanoTime() < end);
        if (sink < 0) {
            throw new IllegalStateException("counts are not negative (got " + sink + ")");
        }
        return nanos;
    }
}
