package io.promptyard.standalone.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.ExperimentRecord;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ReportFiles;
import io.promptyard.standalone.experiments.Verdict;
import io.promptyard.standalone.experiments.page.EquivalencePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Tell what came of an experiment, or write it to files.",
        mixinStandardHelpOptions = true)
final class ExperimentsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "of the experiment, as 'experiments list' tells it")
    private String id;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--html", paramLabel = "FILE", description = "write the report as one page")
    private @Nullable Path html;

    @Option(names = "--csv", paramLabel = "DIR", description = "write its tables there, each as a CSV file")
    private @Nullable Path csv;

    @Option(names = "--parquet", paramLabel = "DIR", description = "write its tables there, each as a Parquet file")
    private @Nullable Path parquet;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        ExperimentRecord record;
        try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
            record = ExperimentOption.record(registry, id);
        }
        boolean written = write(record, line.getErr());
        PrintWriter out = line.getOut();
        if (json) {
            out.println(ExperimentJson.whole(record));
        } else if (!written) {
            text(out, record);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private boolean write(ExperimentRecord record, PrintWriter err) throws IOException {
        if (html == null && csv == null && parquet == null) {
            return false;
        }
        if (record.kind() == ExperimentRecord.Kind.EQUIVALENCE && html != null && csv == null && parquet == null) {
            java.nio.file.Files.writeString(html, EquivalencePage.of(new JsonMapper().readTree(record.report())));
            err.println("written: " + html);
            err.flush();
            return true;
        }
        ReplayReport report = ExperimentOption.report(record);
        if (html != null) {
            ReportFiles.html(html, report, record.candidateConfig());
            err.println("written: " + html);
        }
        if (csv != null) {
            err.println("written: " + ReportFiles.csv(csv, report).size() + " tables in " + csv);
        }
        if (parquet != null) {
            err.println("written: " + ReportFiles.parquet(parquet, report).size() + " tables in " + parquet);
        }
        err.flush();
        return true;
    }

    private static void text(PrintWriter out, ExperimentRecord record) throws IOException {
        out.println("experiment " + record.id() + (record.name().isEmpty() ? "" : ": " + record.name()));
        out.println(record.kind().name().toLowerCase(Locale.ROOT) + ", "
                + record.state().name().toLowerCase(Locale.ROOT) + ", begun " + record.createdAt());
        if (!record.candidateVersion().isEmpty()) {
            out.println("candidate: " + record.candidateVersion());
        }
        out.println();
        switch (record.kind()) {
            case DRY, LIVE -> report(out, record);
            case EQUIVALENCE, UNKNOWN -> {
                out.println(record.summary());
                out.println();
                out.println(new JsonMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(ExperimentJson.whole(record).get("report")));
            }
        }
    }

    private static void report(PrintWriter out, ExperimentRecord record) throws IOException {
        if (record.report().equals("{}")) {
            out.println(record.summary().isEmpty() ? "no report yet" : record.summary());
            return;
        }
        ReplayReport report = ExperimentOption.report(record);
        Verdict verdict = Verdict.of(report);
        out.println(verdict.headline());
        verdict.sentences().forEach(out::println);
        out.println();
        ReplayTables.print(out, report, List.of(ReplayTables.Group.values()));
        LiveTables.print(out, report);
    }
}
