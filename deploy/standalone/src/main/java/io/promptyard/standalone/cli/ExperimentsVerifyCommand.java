package io.promptyard.standalone.cli;

import io.promptyard.model.ExperimentRecord;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.policy.PromptFilter;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.config.keys.Values;
import io.promptyard.standalone.experiments.EquivalenceEvidence;
import io.promptyard.standalone.experiments.ExperimentRecords;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ScoreFile;
import io.promptyard.standalone.experiments.ScoreLog;
import io.promptyard.standalone.experiments.page.EquivalencePage;
import io.promptyard.standalone.letters.PointInTime;
import io.promptyard.standalone.replay.live.GroupAsked;
import io.promptyard.standalone.replay.live.GroupReplay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Test on which tasks members of a fallback group may stand in for its first, and write the evidence.",
        mixinStandardHelpOptions = true)
final class ExperimentsVerifyCommand implements Callable<Integer> {
    @Option(names = "--group", required = true, paramLabel = "G", description = "a group of the configuration")
    private String group = "";

    @Option(
            names = "--task",
            split = ",",
            paramLabel = "T",
            description = "only these (default: all of which there are pairs)")
    private List<String> tasks = List.of();

    @Option(
            names = "--reference",
            paramLabel = "TARGET",
            description = "whom the others stand in for (default: the group's first member)")
    private @Nullable String reference;

    @Option(names = "--margin", paramLabel = "X", description = "mean score that a stand-in may lack (default: 0.05)")
    private double margin = 0.05;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            description = "probability of a false finding, at most (default: 0.05)")
    private double alpha = 0.05;

    @Option(names = "--power", paramLabel = "X", description = "of finding equals by the pairs needed (default: 0.9)")
    private double power = 0.9;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "of the evidence: 90d, a date (that day included, UTC) or ISO time (default: 90d)")
    private String expires = "90d";

    @Option(names = "--data", paramLabel = "FILE", description = "scores as JSON lines (default: the topic feedback)")
    private @Nullable Path data;

    @Mixin
    private LaneOption lane;

    @Option(names = "--id", paramLabel = "ID", description = "of the experiment (default: made of group and time)")
    private @Nullable String id;

    @Option(names = "--out", paramLabel = "FILE", description = "write the fragment of configuration there too")
    private @Nullable Path out;

    @Option(names = "--html", paramLabel = "FILE", description = "write what was found as one page, too")
    private @Nullable Path html;

    @Option(names = "--save", description = "keep it among the experiments of the running system")
    private boolean save;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @Mixin
    private GroupCallsOption live;

    @Mixin
    private PeriodOption period;

    @Mixin
    private ClusterOption cluster;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine line = spec.commandLine();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        FallbackGroup of = group();
        Target against =
                reference == null ? of.members().getFirst() : usable("--reference", () -> Target.parse(reference));
        TestPlan plan = usable("--margin, --alpha, --power", () -> new TestPlan(margin, alpha, power));
        Set<Task> asked = tasks();
        expires(now); // lest it is found to be wrong when all is paid for
        GroupTest test = usable("--group", () -> new GroupTest(plan, against, of.members()));
        if (live.isAsked()) {
            return live(line, now, plan, new Of(against, of.members(), asked));
        }
        String source = read(test, line, now);
        String name = id == null ? "eq-" + group + "-" + now.toString().replaceAll("[-:]", "") : id;
        EquivalenceEvidence evidence = new EquivalenceEvidence(
                name,
                now,
                expires(now),
                group,
                against,
                of.members(),
                plan,
                test.findings(asked),
                test.verified(asked),
                source,
                null);
        write(evidence, line);
        if (save) {
            keep(cluster.lane(line), evidence.record(ExperimentRecord.State.FINISHED));
        }
        return isFound(evidence, asked) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Who is held against whom, on what. */
    private record Of(Target reference, List<Target> members, Set<Task> tasks) {}

    private int live(CommandLine line, Instant now, TestPlan plan, Of of) throws IOException, InterruptedException {
        if (data != null || id != null) {
            throw new CommandLine.ParameterException(
                    line, "--live: takes neither --data, as it asks for answers itself, nor --id, as it has its own");
        }
        LoadedConfig config = cluster.forHere(line);
        ClusterOption.Lane where = cluster.lane(line, config);
        GroupAsked asked = usable(
                "--prompts",
                () -> new GroupAsked(group, of.reference(), of.members(), of.tasks(), plan, live.most(plan.needed())));
        return live.run(
                line,
                config,
                new ExperimentCallsOption.Traffic(
                        where.address(),
                        lane.topics(where, spec.commandLine()),
                        period.period(now, line),
                        PromptFilter.ALL,
                        group),
                asked,
                begun -> keep(where, ExperimentRecords.testing(begun.value(), group, now)),
                result -> {
                    EquivalenceEvidence evidence = evidence(asked, result);
                    write(evidence, line);
                    keep(
                            where,
                            evidence.record(
                                    result.whole() ? ExperimentRecord.State.FINISHED : ExperimentRecord.State.STOPPED));
                    return isFound(evidence, of.tasks());
                });
    }

    private EquivalenceEvidence evidence(GroupAsked asked, GroupReplay.Result result) {
        Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new EquivalenceEvidence(
                result.id().value(),
                end,
                expires(end),
                group,
                asked.reference(),
                asked.members(),
                asked.plan(),
                result.test().findings(asked.tasks()),
                result.test().verified(asked.tasks()),
                EquivalenceEvidence.ASKED,
                result.counts());
    }

    private static boolean isFound(EquivalenceEvidence evidence, Set<Task> asked) {
        return asked.isEmpty()
                ? !evidence.byMember().isEmpty()
                : evidence.verified().containsAll(asked);
    }

    private void write(EquivalenceEvidence evidence, CommandLine line) throws IOException {
        print(evidence, line.getOut());
        if (out != null) {
            java.nio.file.Files.writeString(out, evidence.yaml());
        }
        if (html != null) {
            java.nio.file.Files.writeString(html, EquivalencePage.of(evidence.json()));
            line.getErr().println("written: " + html);
            line.getErr().flush();
        }
    }

    private static void keep(ClusterOption.Lane where, ExperimentRecord record) throws IOException {
        try (ExperimentRegistry registry = ExperimentRegistry.open(where.address(), where.topics())) {
            registry.put(record);
        }
    }

    private FallbackGroup group() throws IOException {
        FallbackGroup found = cluster.groups().get(group);
        if (found == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--group: must be a group of the configuration (got \"" + group + "\")");
        }
        return found;
    }

    /** @return where the pairs are from */
    private String read(GroupTest test, CommandLine line, Instant now) throws IOException {
        if (data != null) {
            try (BufferedReader lines = new BufferedReader(new java.io.StringReader(Files.read(data)))) {
                ScoreFile.read(data.toString(), lines, test::add);
            }
            return EquivalenceEvidence.FILE;
        }
        ClusterOption.Lane where = cluster.lane(line);
        PeriodOption.Period when = period.period(now, line);
        ScoreLog.Scores scores = ScoreLog.read(
                where.address(), lane.topics(where, spec.commandLine()), when::holds, test.reference(), test.members());
        scores.answers().forEach(test::add);
        if (scores.unreadable() > 0) {
            line.getErr().println("passed over " + scores.unreadable() + " unreadable records");
        }
        line.getErr()
                .println("note: pairs are those that the log happens to have; which prompts both have answered, and"
                        + " which answers were scored, was not left to chance alone. --live asks for its own");
        line.getErr().flush();
        return EquivalenceEvidence.TRAFFIC;
    }

    private void print(EquivalenceEvidence evidence, PrintWriter print) {
        if (json) {
            print.println(evidence.json());
        } else {
            EquivalenceTable.print(print, evidence);
        }
        print.flush();
    }

    private Set<Task> tasks() {
        Set<Task> found = EnumSet.noneOf(Task.class);
        for (String label : tasks) {
            found.add(usable(
                    "--task",
                    () -> Task.ofLabel(label.strip().toLowerCase(Locale.ROOT))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "must be the name of a task (got \"" + label + "\")"))));
        }
        return found;
    }

    private Instant expires(Instant now) {
        return usable("--expires", () -> {
            Instant time = PointInTime.parse(expires, now);
            boolean duration = expires.matches("\\d+[a-z]+");
            Instant until = duration
                    ? now.plus(Duration.between(time, now))
                    : Values.end(expires).orElse(time); // as the configuration reads a date
            if (!until.isAfter(now)) {
                throw new IllegalArgumentException("must lie ahead (got \"" + expires + "\")");
            }
            return until;
        });
    }

    private <T> T usable(String flag, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), flag + ": " + e.getMessage(), e);
        }
    }
}
