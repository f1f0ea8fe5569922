package io.promptyard.bench.routing;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.bench.report.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "routing",
        description =
                "how well models are told apart by prompt, on known outcomes, beside routers trained in the same run",
        mixinStandardHelpOptions = true)
final class RoutingCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "router-topology/data",
            description = "where routing/ and classify/ stand (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("");

    @Option(names = "--plots", paramLabel = "DIR", description = "where to write curves, as SVG and CSV")
    private @Nullable Path plots;

    @Option(names = "--quick", description = "own benchmarks only: no pooled model, no foreign ones, no curves")
    private boolean quick;

    @Option(names = "--samples", paramLabel = "N", description = "for the intervals (default: 300)")
    private int samples = 300;

    @Option(names = "--markdown", description = "a section of Markdown")
    private boolean markdown;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (samples < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--samples: must not be negative (got " + samples + ")");
        }
        String machine = Machine.describe();
        RoutingData rows = RoutingData.read(data);
        PrintWriter err = spec.commandLine().getErr();
        Contests contests = new Contests(rows, samples, step -> {
            err.println("bench: " + step);
            err.flush();
        });
        List<Figures> figures = new ArrayList<>(List.of(contests.own()));
        if (!quick) {
            figures.add(contests.pooled());
            figures.add(contests.foreign());
            LearningCurve curve = LearningCurve.measure(rows);
            figures.add(curve.figures());
            Savings savings = Savings.measure(rows, contests.pooledModel());
            figures.add(savings.figures());
            if (plots != null) {
                Files.createDirectories(plots);
                curve.write(plots);
                savings.write(plots);
            }
        }
        Report report = new Report(
                "routing",
                "./promptyard bench routing --markdown --plots docs/images",
                machine,
                figures,
                List.of(
                        "APGR: area under the share of the strong model's gain that is recovered, over the share of strong calls;"
                                + " chance is 0.5. In brackets the 95 % bootstrap interval.",
                        "All routers are trained on the train split, without the ids of EXCLUDE_ids.txt, and asked about the"
                                + " dev split; five-fold rows are asked about each fold by what was trained on the others.",
                        "The interval of the difference to the n-grams counts what both have in common only once.",
                        "label lookup knows the true subject or benchmark of each prompt, oracle its outcome."));
        ReportWriter writer = json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT;
        PrintWriter out = spec.commandLine().getOut();
        writer.write(report, out);
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
