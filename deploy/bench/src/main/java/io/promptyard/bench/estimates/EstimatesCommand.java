package io.promptyard.bench.estimates;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "estimates",
        description =
                "how far estimates of a policy's value are off, and how often tests of equivalence err, where the truth is known",
        mixinStandardHelpOptions = true)
final class EstimatesCommand implements Callable<Integer> {
    private static final long SEED = 7;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "router-topology/data",
            description = "where routing/ stands (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("");

    @Option(
            names = "--worlds",
            split = ",",
            paramLabel = "NAMES",
            defaultValue = "routellm,mmlupro,llmrouter,zeroeval",
            description = "whose outcomes (default: ${DEFAULT-VALUE})")
    private List<String> worlds = List.of();

    @Option(names = "--sizes", split = ",", paramLabel = "N", description = "prompts of a log (default: 200,2000)")
    private List<Integer> sizes = List.of(200, 2000);

    @Option(names = "--resamples", paramLabel = "N", description = "logs of each scenario (default: 100)")
    private int resamples = 100;

    @Option(names = "--tests", paramLabel = "N", description = "tests of equivalence of each case (default: 1000)")
    private int tests = 1000;

    @Option(names = "--seed", paramLabel = "N", description = "of all chance (default: 1)")
    private long seed = 1;

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
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> progress = step -> {
            err.println("bench: " + step);
            err.flush();
        };
        Worlds read = new Worlds(data);
        List<World> known = new ArrayList<>();
        for (String name : worlds) {
            progress.accept("predictions for " + name);
            known.add(read.of(name));
        }
        List<World> all = new ArrayList<>(known);
        known.forEach(world -> all.add(world.off(SEED)));
        EquivalenceFigures equivalence = new EquivalenceFigures(tests, seed, progress);
        List<Figures> figures = new ArrayList<>(new CoverageFigures(all, sizes, resamples, seed, progress).figures());
        figures.add(equivalence.made());
        figures.add(equivalence.known(known));
        Report report = new Report(
                "estimates", "./promptyard bench estimates --out docs/replay-estimates.md", machine, figures, notes());
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
                "A world is a source of router-topology/data/routing: the prompts of its dev split, of which every model's"
                        + " outcome is known, and its models of which a price is known. Predictions are those of a model learnt"
                        + " from the train split; where they are off, they were flattened (0.6 of their distance from one half)"
                        + " and each target's moved by an amount of its own, up to 0.15.",
                "A scenario is a world, a log and a candidate: all to the cheapest, each to the best predicted, all to the"
                        + " dearest. Logs are drawn with replacement, " + resamples
                        + " of each; outcomes of three in ten"
                        + " answers are known, at random but for the kind that says otherwise. The truth is the"
                        + " candidate's mean over the world less the recorded policy's.",
                "The recorded policy takes the cheapest target whose prediction is at least the median of the cheapest's;"
                        + " it is a copy of cheapest-capable and of what learning.exploration does, without constraints and ceilings.",
                "direct is the mean of the predictions as they are, ips weighs outcomes by propensities, snips normalises the"
                        + " weights; all have the same kind of interval, but only doubly-robust has model error in it. By 100"
                        + " resamples the coverage of one scenario is known to 2.2 points, so that one of 95 % may well show 90 or 100.",
                "The predictions here are learnt from prompts of the same kind, or a little off: their error is smaller than what a few"
                        + " hundred outcomes can tell, and nothing in them says so. That is what the intervals of direct show.",
                "With nothing explored there is no chance in what a target that is never chosen is worth: how far the estimate is"
                        + " off is the same in all resamples of a scenario, and coverage is over scenarios.",
                "What is claimed, 93 to 97 of 100 intervals, is claimed of those with support and of outcomes that are missing at random. A report of an"
                        + " interval without support says that it is not to be trusted.",
                "Where no prompt of a log goes elsewhere the difference is 0, with an interval of no width, and counts as one with"
                        + " support; that in all traffic a few do go elsewhere it does not say. These are the ones with support where nothing is explored.",
                "Bad answers rated twice as often: outcomes are not missing at random. Nothing in a log tells that they are not, so no"
                        + " method here corrects it and no interval is flagged; reports say what it would come to.",
                "Equivalence: " + tests
                        + " tests of each case, looked at after each pair, up to the pairs needed (equals,"
                        + " and twice the margin) or twice as many. A usual test is one-sided at 5 %, looked at after every 20"
                        + " pairs. A share of 5 % is known to " + (tests >= 1000 ? "0.7" : "more than 0.7")
                        + " points.");
    }
}
