package io.promptyard.bench.suite;

import io.promptyard.bench.load.Quantiles;
import io.promptyard.bench.process.BrokerMain;
import io.promptyard.bench.process.JavaProcess;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.process.Product;
import io.promptyard.bench.process.ProductConfig;
import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How long a new process takes until it serves. */
final class StartBench {
    private static final String NOBODY = "http://127.0.0.1:9/v1";
    private static final int CONCURRENCY = 256;

    private StartBench() {}

    private record Started(double seconds, double resident) {}

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        Map<String, List<Started>> all = new LinkedHashMap<>();
        try (Workspace workspace = Workspace.create()) {
            for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
                progress.accept("repeat " + repeat);
                Path home = workspace.directory("home-" + repeat);
                add(all, "bare broker, fresh", broker(home.resolve("broker"), home));
                add(all, "bare broker, again", broker(home.resolve("broker"), home));
                add(all, "up, fresh", product(home, settings));
                add(all, "up, again", product(home, settings));
            }
        }
        Builder figures = Figures.of(
                "From a new JVM to ready", "what", "seconds, median", "least", "most", "resident MB", "starts");
        all.forEach((what, starts) -> figures.row(
                what,
                Cells.of(Quantiles.median(starts, Started::seconds)),
                Cells.of(starts.stream().mapToDouble(Started::seconds).min().orElse(Double.NaN)),
                Cells.of(starts.stream().mapToDouble(Started::seconds).max().orElse(Double.NaN)),
                Cells.of(Quantiles.median(starts, Started::resident)),
                Cells.of((long) starts.size())));
        return new Report(
                "start",
                "./promptyard bench start --markdown",
                machine,
                List.of(figures.build()),
                List.of(
                        "A new JVM with the launcher's options each time, from the start of the process to the line that says"
                                + " it is ready; \"again\" is on the data directory of the start before. The operating system's"
                                + " file cache is warm, and so is the class data archive where the launcher keeps one.",
                        "`up` is broker, registry, gateway, router and the worker of one provider. Resident memory is read when"
                                + " it is ready."));
    }

    private static void add(Map<String, List<Started>> all, String what, Started started) {
        all.computeIfAbsent(what, key -> new ArrayList<>()).add(started);
    }

    private static Started product(Path home, BenchSettings settings) {
        try (Product product = Product.start(home, new ProductConfig(NOBODY, CONCURRENCY, false), settings.options())) {
            return new Started(
                    product.toReady().toNanos() / 1e9, product.process().residentMegabytes());
        }
    }

    private static Started broker(Path data, Path log) {
        long begun = System.nanoTime();
        try (JavaProcess process =
                JavaProcess.start("broker", log, List.of(), BrokerMain.class.getName(), List.of(data.toString()))) {
            process.lineAfter(BrokerMain.READY);
            return new Started((System.nanoTime() - begun) / 1e9, process.residentMegabytes());
        }
    }
}
