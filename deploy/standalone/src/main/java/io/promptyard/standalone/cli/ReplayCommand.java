package io.promptyard.standalone.cli;

import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.DryOptions;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.cli.PeriodOption.Period;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.learning.Reclassifier;
import io.promptyard.standalone.replay.DryReplays;
import io.promptyard.standalone.replay.Stretch;
import io.promptyard.standalone.replay.live.ExperimentId;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description =
                "What another configuration makes of recorded traffic: --dry calls no provider, --live sends a sample.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster;

    @Mixin
    private PeriodOption period;

    @Mixin
    private LiveReplayOption live;

    @Mixin
    private SaveOption save;

    @Option(
            names = "--dry",
            description = "decide again and call nobody: to be said, for a live replay is to cost money")
    private boolean dry;

    @Option(
            names = "--offsets",
            paramLabel = "P:FIRST-LAST",
            description = "only prompts at these offsets of the topic prompts, such as 0:100-500,1:20-40")
    private @Nullable String offsets;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "only prompts for which it holds: an expression over what a route's 'when' may speak of")
    private String filter = "";

    @Option(
            names = "--reclassify",
            description = "classify prompts again, by the classifier of the configuration (default: as recorded)")
    private boolean reclassify;

    @Option(
            names = "--learnt",
            paramLabel = "VERSION",
            description =
                    "of --reclassify: with what the lane has learnt, as one of 'learning versions', or built-in for"
                            + " none (default: what its routers use now, where the configuration enables learning)")
    private @Nullable String learnt;

    @Mixin
    private LaneOption lane;

    @Option(
            names = "--group",
            paramLabel = "BY",
            split = ",",
            description = "what the tables tell apart: ${COMPLETION-CANDIDATES} (default: route,task)")
    private List<ReplayTables.Group> groups = List.of(ReplayTables.Group.ROUTE, ReplayTables.Group.TASK);

    @Option(names = "--check", description = "say whether every decision comes out as recorded; exit 1 if one does not")
    private boolean check;

    @Option(names = "--texts", description = "show what prompts say that would go elsewhere")
    private boolean texts;

    @Option(names = "--name", paramLabel = "NAME", description = "name of the report")
    private String name = "";

    @Option(names = "--json", description = "the whole report as one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine line = spec.commandLine();
        if (live.isAsked() && !dry) {
            return live(line);
        }
        if (live.isAsked() || !dry) {
            throw new CommandLine.ParameterException(
                    line, "how: say --dry to decide again and call nobody, or --live to send a sample, not both");
        }
        if (learnt != null && !reclassify) {
            throw new CommandLine.ParameterException(line, "--learnt: is of --reclassify");
        }
        LoadedConfig candidate = cluster.forOthers();
        ClusterOption.Lane where = cluster.lane(line, candidate);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Stretch stretch = stretch(now, line);
        PromptFilter chosen = filter(line);
        TopicNames topics = lane.topics(where, line);
        DryReplays.Result result;
        if (reclassify) {
            try (Reclassifier again = Reclassifier.open(candidate.router(), where.address(), topics, learnt)) {
                again.passedOver().ifPresent(why -> line.getErr().println("what routers use is not used here: " + why));
                result = run(where, topics, candidate, stretch, chosen, again, now);
            }
        } else {
            result = run(where, topics, candidate, stretch, chosen, null, now);
        }
        print(line, result.report());
        save.save(line, where.address(), topics, result.report(), true, cluster.configText());
        return check && result.check().different() > 0 ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private int live(CommandLine line) throws IOException, InterruptedException {
        if (offsets != null || check || texts || reclassify || learnt != null) {
            throw new CommandLine.ParameterException(
                    line,
                    "--live: takes none of --offsets, --reclassify, --learnt, --check and --texts, which are of --dry");
        }
        LoadedConfig candidate = cluster.forHere(line);
        ClusterOption.Lane where = cluster.lane(line, candidate);
        TopicNames topics = lane.topics(where, line);
        return live.run(
                line,
                candidate,
                new ExperimentCallsOption.Traffic(
                        where.address(), topics, period.period(Instant.now(), line), filter(line), name),
                new LiveReplayOption.Keeper() {
                    @Override
                    public void begun(ExperimentId id) throws IOException {
                        save.begun(
                                where.address(), topics, id.value(), name, candidate.version(), cluster.configText());
                    }

                    @Override
                    public void ended(ReplayReport report, boolean whole) throws IOException {
                        print(line, report);
                        save.save(line, where.address(), topics, report, whole, cluster.configText());
                    }
                });
    }

    private void print(CommandLine line, ReplayReport report) {
        PrintWriter out = line.getOut();
        if (json) {
            out.println(ReportJson.write(report));
        } else {
            ReplayTables.print(out, report, groups);
            LiveTables.print(out, report);
        }
        out.flush();
    }

    private Stretch stretch(Instant now, CommandLine line) {
        Period when = period.period(now, line);
        try {
            return new Stretch(when.from(), when.to(), offsets == null ? Map.of() : Stretch.offsets(offsets));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--offsets: " + e.getMessage(), e);
        }
    }

    private PromptFilter filter(CommandLine line) {
        try {
            return PromptFilter.of(filter);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--filter: " + e.getMessage(), e);
        }
    }

    private DryReplays.Result run(
            ClusterOption.Lane where,
            TopicNames topics,
            LoadedConfig candidate,
            Stretch stretch,
            PromptFilter chosen,
            @Nullable Reclassifier again,
            Instant now)
            throws IOException {
        String id = ExperimentId.fresh(now, ExperimentCallsOption.chance()).value();
        DryOptions options = new DryOptions(
                id,
                name,
                chosen,
                again == null ? null : again.classifier(),
                DryOptions.SAMPLES,
                texts,
                check,
                again == null ? List.of() : again.learntFrom());
        return DryReplays.run(where.address(), topics, candidate.router(), stretch, options, now);
    }
}
