package io.promptyard.bench.routing;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.ReportWriter;
import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "tiers",
        description = "what each tier of classification takes, and what it adds to the choice between models",
        mixinStandardHelpOptions = true)
final class TiersCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "router-topology/data",
            description = "where routing/ and classify/ stand (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("");

    @Option(
            names = "--benchmarks",
            split = ",",
            paramLabel = "NAMES",
            defaultValue = "mmlu,gsm8k,llmrouter",
            description = "pairs of models to tell apart (default: ${DEFAULT-VALUE})")
    private List<String> benchmarks = List.of();

    @Option(names = "--tokens", paramLabel = "N", description = "embedded of each prompt (default: 128)")
    private int tokens = 128;

    @Option(names = "--samples", paramLabel = "N", description = "for the intervals (default: 300)")
    private int samples = 300;

    @Option(names = "--out", paramLabel = "FILE", description = "write a page of Markdown there too")
    private @Nullable Path out;

    @Option(names = "--markdown", description = "a section of Markdown")
    private boolean markdown;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String machine = Machine.describe();
        RoutingData rows = RoutingData.read(data);
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> progress = step -> {
            err.println("bench: " + step);
            err.flush();
        };
        TextEmbedderFactory factory = TextEmbedderFactory.find()
                .orElseThrow(() -> new FileSystemException("tiers: promptyard-embeddings is not on the class path"));
        Report report;
        try (TextEmbedder embedder = factory.open()) {
            if (tokens < 2 || tokens > embedder.mostTokens()) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--tokens: must be from 2 to " + embedder.mostTokens() + " (got " + tokens + ")");
            }
            report = new Report(
                    "tiers",
                    "./promptyard bench tiers --out docs/tiers.md",
                    machine,
                    List.of(
                            new TierLatency(rows, embedder, progress).figures(),
                            new TierGains(rows, embedder, tokens, samples, progress).figures(benchmarks)),
                    notes());
        }
        PrintWriter print = spec.commandLine().getOut();
        (json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT).write(report, print);
        print.flush();
        if (out != null) {
            try (PrintWriter page = new PrintWriter(Files.newBufferedWriter(out))) {
                ReportWriter.MARKDOWN.write(report, page);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private List<String> notes() {
        return List.of(
                "One thread. A length is that of real prompts of the dev split, about, and the most tokens that are embedded; the"
                        + " first tiers are timed with everything that a classification does. CPU is the thread's own time,"
                        + " the mean, which a busy machine changes least.",
                "Learnt from the train split of the benchmark alone, without the ids of EXCLUDE_ids.txt, and asked about"
                        + " the dev split. Embeddings are of the first " + tokens + " tokens. Chance is 0.5.",
                "Within a band: where the learned tier's two predictions are no further apart, the mean of both tiers'"
                        + " predictions decides, as classifier.second.embeddings does; asked is the share of prompts in it."
                        + " In brackets the 95 % bootstrap interval of the difference to the learned tier alone.",
                "The judge (classifier.judge) has no row: the benchmarks hold recorded outcomes and no model is called,"
                        + " and a simulated judge has no opinion that could be measured. What it takes is what a call of its model takes.");
    }
}
