package io.promptyard.bench.suite;

import io.promptyard.bench.process.BrokerMain;
import io.promptyard.bench.process.JavaProcess;
import io.promptyard.bench.process.Machine;
import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.report.Cells;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** How long a worker whose state is gone takes to have it again, beside a consumer that only reads the changelog. */
final class RestoreBench {
    private static final double MEGABYTE = 1024 * 1024;

    private RestoreBench() {}

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        Builder figures = Figures.of("Restoring", "what", "entries", "MB", "seconds", "MB/s");
        try (Workspace workspace = Workspace.create()) {
            Path home = workspace.directory("home");
            try (JavaProcess broker = JavaProcess.start(
                    "broker",
                    home,
                    List.of(),
                    BrokerMain.class.getName(),
                    List.of(home.resolve("broker").toString()))) {
                Changelog changelog = Changelog.create(broker.lineAfter(BrokerMain.READY));
                progress.accept("writing " + settings.gigabytes() + " GB of changelog");
                long entries = changelog.fill((long) (settings.gigabytes() * MEGABYTE * 1024));
                progress.accept("a bare consumer reads it");
                row(figures, "bare consumer", entries, changelog.read(entries));
                progress.accept("a store in memory is restored, as a worker's is");
                row(figures, "store in memory", entries, changelog.restore(true, workspace.directory("memory")));
                progress.accept("a store on disk is restored, as the router's is");
                row(figures, "store on disk", entries, changelog.restore(false, workspace.directory("disk")));
            }
        }
        return new Report(
                "restore",
                "./promptyard bench restore --gigabytes " + settings.gigabytes() + " --markdown",
                machine,
                List.of(figures.build()),
                List.of(
                        "Changelog of " + Changelog.PARTITIONS + " partitions, entries of " + Changelog.ENTRY_BYTES
                                + " bytes under different keys, all of them live; one stream thread. From the start of the"
                                + " application, whose group is new, to the state in which it processes: joining the group is"
                                + " part of it.",
                        "The broker is a process of its own on the same machine, its log in the file cache."));
    }

    private static void row(Builder figures, String what, long entries, double seconds) {
        double megabytes = entries * (double) Changelog.ENTRY_BYTES / MEGABYTE;
        figures.row(what, Cells.of(entries), Cells.of(megabytes), Cells.of(seconds), Cells.of(megabytes / seconds));
    }
}
