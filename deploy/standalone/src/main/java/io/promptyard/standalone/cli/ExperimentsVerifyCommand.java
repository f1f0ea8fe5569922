package io.promptyard.standalone.cli;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.config.FallbackGroup;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.router.replay.equivalence.GroupTest.Finding;
import io.promptyard.router.replay.equivalence.PairedTest;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.standalone.config.keys.Values;
import io.promptyard.standalone.experiments.EquivalenceEvidence;
import io.promptyard.standalone.experiments.ExperimentRegistry;
import io.promptyard.standalone.experiments.ScoreFile;
import io.promptyard.standalone.experiments.ScoreLog;
import io.promptyard.standalone.experiments.page.EquivalencePage;
import io.promptyard.standalone.letters.PointInTime;
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
    private PeriodOption period;

    @Mixin
    private ClusterOption cluster;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        FallbackGroup of = group();
        Target first = of.members().getFirst();
        Target against = reference == null ? first : usable("--reference", () -> Target.parse(reference));
        TestPlan plan = usable("--margin, --alpha, --power", () -> new TestPlan(margin, alpha, power));
        Set<Task> asked = tasks();
        Instant until = expires(now);
        GroupTest test = usable("--group", () -> new GroupTest(plan, against, of.members()));
        read(test, line, now);
        String name = id == null ? "eq-" + group + "-" + now.toString().replaceAll("[-:]", "") : id;
        EquivalenceEvidence evidence = new EquivalenceEvidence(
                name, now, until, group, against, of.members(), plan, test.findings(asked), test.verified(asked));
        print(evidence, line.getOut());
        if (out != null) {
            java.nio.file.Files.writeString(out, evidence.yaml());
        }
        if (html != null) {
            java.nio.file.Files.writeString(html, EquivalencePage.of(evidence.json()));
            line.getErr().println("written: " + html);
            line.getErr().flush();
        }
        if (save) {
            ClusterOption.Lane lane = cluster.lane(line);
            try (ExperimentRegistry registry = ExperimentRegistry.open(lane.address(), lane.topics())) {
                registry.put(evidence.record());
            }
        }
        boolean found = asked.isEmpty()
                ? !evidence.byMember().isEmpty()
                : evidence.verified().containsAll(asked);
        return found ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private FallbackGroup group() throws IOException {
        FallbackGroup found = cluster.groups().get(group);
        if (found == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--group: must be a group of the configuration (got \"" + group + "\")");
        }
        return found;
    }

    private void read(GroupTest test, CommandLine line, Instant now) throws IOException {
        if (data != null) {
            try (BufferedReader lines = new BufferedReader(new java.io.StringReader(Files.read(data)))) {
                ScoreFile.read(data.toString(), lines, test::add);
            }
            return;
        }
        ClusterOption.Lane lane = cluster.lane(line);
        PeriodOption.Period when = period.period(now, line);
        ScoreLog.Scores scores =
                ScoreLog.read(lane.address(), lane.topics(), when::holds, test.reference(), test.members());
        scores.answers().forEach(test::add);
        if (scores.unreadable() > 0) {
            line.getErr().println("passed over " + scores.unreadable() + " unreadable records");
            line.getErr().flush();
        }
    }

    private void print(EquivalenceEvidence evidence, PrintWriter print) {
        if (json) {
            print.println(evidence.json());
        } else {
            Table table = new Table("member", "task", "pairs", "difference", "at least", "needed", "verdict");
            evidence.findings().forEach(finding -> row(table, finding));
            table.print(print);
            print.println();
            print.print(evidence.yaml());
        }
        print.flush();
    }

    private static void row(Table table, Finding finding) {
        PairedTest test = finding.test();
        table.row(
                finding.member().toString(),
                finding.task().label(),
                Integer.toString(test.pairs()),
                test.pairs() == 0 ? "-" : "%+.3f".formatted(test.mean()),
                test.pairs() == 0 ? "-" : "%+.3f".formatted(test.atLeast()),
                Long.toString(test.needed()),
                switch (test.verdict()) {
                    case VERIFIED -> "verified after " + test.decidedAt();
                    case INFERIOR -> "inferior, found after " + test.decidedAt();
                    case OPEN -> "not yet";
                });
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
