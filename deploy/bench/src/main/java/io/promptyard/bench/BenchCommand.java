package io.promptyard.bench;

import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.ReportWriter;
import io.promptyard.bench.suite.BenchSettings;
import io.promptyard.bench.suite.Benchmark;
import io.promptyard.standalone.cli.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        description = "Measure a product of its own making, each figure beside a baseline of the same run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SUITE")
final class BenchCommand implements Callable<Integer> {
    private static final String LIST = "list";

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "list, or one that it names")
    private @Nullable String name;

    @Option(names = "--seconds", paramLabel = "N", description = "length of one measurement (default: 10)")
    private double seconds = 10;

    @Option(names = "--warm-up", paramLabel = "N", description = "seconds of load on each path before (default: 10)")
    private double warmUp = 10;

    @Option(names = "--repeats", paramLabel = "N", description = "measurements of each kind (default: 3)")
    private int repeats = 3;

    @Option(names = "--rates", split = ",", paramLabel = "N", description = "calls per second (default: 50,200,500)")
    private List<Integer> rates = List.of(50, 200, 500);

    @Option(
            names = "--stream-rates",
            split = ",",
            paramLabel = "N",
            description = "streams per second (default: 50,200)")
    private List<Integer> streamRates = List.of(50, 200);

    @Option(names = "--concurrency", paramLabel = "N", description = "width of closed loops (default: 64)")
    private int concurrency = 64;

    @Option(names = "--prompts", paramLabel = "N", description = "prompts of a burst, or a backlog (default: 40000)")
    private int prompts = 40_000;

    @Option(names = "--calls", paramLabel = "N", description = "calls held open by inflight (default: 10000)")
    private int calls = 10_000;

    @Option(names = "--hold", paramLabel = "N", description = "seconds that each of them takes (default: 20)")
    private int hold = 20;

    @Option(names = "--provider-millis", paramLabel = "N", description = "the provider's latency (default: 50)")
    private int providerMillis = 50;

    @Option(names = "--gigabytes", paramLabel = "N", description = "state that restore restores (default: 0.25)")
    private double gigabytes = 0.25;

    @Option(names = "--profile", paramLabel = "FILE", description = "a flight recording of the product")
    private @Nullable Path profile;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @Option(names = "--markdown", description = "a section of Markdown, to paste")
    private boolean markdown;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "NAME: one that `bench list` names is needed");
        }
        if (name.equals(LIST)) {
            list(out);
            return CommandLine.ExitCode.OK;
        }
        Benchmark benchmark = Benchmark.ofLabel(name.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "NAME: must be one that `bench list` names (got \"" + name + "\")"));
        PrintWriter err = spec.commandLine().getErr();
        Report report = benchmark.run(settings(), progress -> {
            err.println("bench: " + progress);
            err.flush();
        });
        ReportWriter writer = json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT;
        writer.write(report, out);
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private void list(PrintWriter out) {
        Table table = new Table("name", "measures");
        Arrays.stream(Benchmark.values()).forEach(each -> table.row(each.label(), each.description()));
        spec.subcommands()
                .forEach((suite, line) ->
                        table.row(suite, line.getCommandSpec().usageMessage().description()[0]));
        table.print(out);
        out.flush();
    }

    private BenchSettings settings() {
        try {
            return new BenchSettings(
                    seconds,
                    warmUp,
                    repeats,
                    rates,
                    streamRates,
                    concurrency,
                    prompts,
                    calls,
                    hold,
                    providerMillis,
                    gigabytes,
                    profile);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
