package io.promptyard.bench.usage;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.ReportWriter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "usage",
        description = "tokens and cost of mixed calls, with faults and hang-ups, against the providers' own books",
        mixinStandardHelpOptions = true)
final class UsageCommand implements Callable<Integer> {
    @Option(names = "--calls", paramLabel = "N", description = "of clients, over all dialects (default: 2000)")
    private int calls = 2_000;

    @Option(names = "--seed", paramLabel = "N", description = "of the mix (default: 1)")
    private long seed = 1;

    @Option(names = "--width", paramLabel = "N", description = "clients at a time (default: 16)")
    private int width = 16;

    @Option(
            names = "--on-hang-up",
            paramLabel = "HOW",
            description = "what becomes of calls whose client leaves: finish or cancel (default: finish)")
    private String onHangUp = UsageSettings.FINISH;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @Option(names = "--markdown", description = "a section of Markdown, to paste")
    private boolean markdown;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        UsageSettings settings = settings();
        String machine = Machine.describe();
        PrintWriter err = spec.commandLine().getErr();
        Audit audit = new UsageAudit(settings, Tariff.OURS, progress -> {
                    err.println("bench: " + progress);
                    err.flush();
                })
                .run();
        ReportWriter writer = json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT;
        PrintWriter out = spec.commandLine().getOut();
        writer.write(new UsageReport(settings, audit).report(machine), out);
        out.flush();
        return audit.agrees() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private UsageSettings settings() {
        try {
            return new UsageSettings(calls, seed, width, onHangUp);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
