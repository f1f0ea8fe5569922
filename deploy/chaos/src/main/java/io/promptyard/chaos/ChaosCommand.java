package io.promptyard.chaos;

import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.ReportWriter;
import io.promptyard.chaos.ChaosCampaign.Ran;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.yard.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "chaos",
        description = "breaks a running product by a seeded plan, under load, and counts what was lost",
        mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
    private static final String EXACTLY_ONCE = "exactly-once";
    private static final List<String> DELIVERIES = List.of("at-least-once", EXACTLY_ONCE);
    private static final Path NOWHERE = Path.of("");
    private static final double LONGEST = 600;
    private static final double FASTEST = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "of the plan and of all chance (default: 1)")
    private long seed = 1;

    @Option(
            names = "--seeds",
            paramLabel = "A-B",
            description = "a campaign: a run of each, in both deliveries or the one that is given")
    private @Nullable String seeds;

    @Option(names = "--minutes", paramLabel = "N", description = "of load (default: 1)")
    private double minutes = 1;

    @Option(names = "--delivery", paramLabel = "MODE", description = "at-least-once (default) or exactly-once")
    private @Nullable String delivery;

    @Option(names = "--rate", paramLabel = "N", description = "prompts per second, both doors together (default: 40)")
    private double rate = 40;

    @Option(
            names = "--topology",
            paramLabel = "NAME",
            description = "up (one process), roles (one broker) or cluster (three); the seed's when not given")
    private @Nullable Topology topology;

    @Option(names = "--plan", description = "print the faults of this seed, and break nothing")
    private boolean plan;

    @Option(names = "--keep", paramLabel = "DIR", description = "logs and state go there, and stay")
    private @Nullable Path keep;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @Option(names = "--markdown", description = "a section of Markdown, to paste")
    private boolean markdown;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        check();
        SeedRange range = range();
        if (plan) {
            range.stream()
                    .forEach(each -> print(schedule(each), spec.commandLine().getOut()));
            return CommandLine.ExitCode.OK;
        }
        return seeds == null ? single() : campaign(range);
    }

    private void check() {
        if (delivery != null && !DELIVERIES.contains(delivery)) {
            throw bad("--delivery: must be of " + String.join(", ", DELIVERIES) + " (got \"" + delivery + "\")");
        }
        if (!(minutes > 0 && minutes <= LONGEST)) {
            throw bad("--minutes: must be from 0 to 600 (got " + minutes + ")");
        }
        if (!(rate > 0 && rate <= FASTEST)) {
            throw bad("--rate: must be from 0 to 10000 (got " + rate + ")");
        }
    }

    private SeedRange range() {
        if (seeds == null) {
            return new SeedRange(seed, seed);
        }
        try {
            return SeedRange.parse(seeds);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--seeds: " + e.getMessage(), e);
        }
    }

    private CommandLine.ParameterException bad(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private Schedule schedule(long each) {
        Duration length = Duration.ofMillis(Math.round(minutes * 60_000));
        return Schedule.of(each, topology == null ? Topology.of(each) : topology, length, new Random(each));
    }

    private static void print(Schedule schedule, PrintWriter out) {
        out.println("chaos: seed " + schedule.seed() + ", topology "
                + schedule.topology().label() + ", " + schedule.faults().size() + " faults in "
                + schedule.length().toSeconds() + " s");
        schedule.faults().forEach(out::println);
        out.flush();
    }

    private int single() {
        Schedule schedule = schedule(seed);
        print(schedule, spec.commandLine().getErr());
        ChaosSettings settings = settings(schedule, EXACTLY_ONCE.equals(delivery), keep == null ? NOWHERE : keep);
        Ended ended = one(settings, this::say);
        write(ChaosReport.of(settings, ended));
        return ended.findings().kept() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int campaign(SeedRange range) {
        List<Boolean> modes = delivery == null ? List.of(true, false) : List.of(delivery.equals(EXACTLY_ONCE));
        List<ChaosSettings> runs = ChaosCampaign.plan(range, modes, (each, exactlyOnce) -> {
            String name = each + (exactlyOnce ? "-exactly-once" : "-at-least-once");
            return settings(schedule(each), exactlyOnce, keep == null ? NOWHERE : keep.resolve(name));
        });
        List<Ran> all = new ChaosCampaign(each -> one(each, line -> {}), System::nanoTime, this::say).run(runs);
        write(CampaignReport.of(command(), all));
        return all.stream().allMatch(Ran::kept) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("chaos: " + line);
        err.flush();
    }

    private String command() {
        return "./promptyard bench chaos --seeds " + seeds + " --minutes " + minutes + " --rate " + rate
                + (delivery == null ? "" : " --delivery " + delivery)
                + (topology == null ? "" : " --topology " + topology.label());
    }

    private ChaosSettings settings(Schedule schedule, boolean exactlyOnce, Path home) {
        return new ChaosSettings(
                schedule,
                exactlyOnce,
                rate,
                ChaosSettings.DRAIN,
                home.toAbsolutePath(),
                System.getProperty("java.class.path"),
                Map.of());
    }

    /** Where nothing is to be kept, each run has a directory that goes with it. */
    private Ended one(ChaosSettings settings, Consumer<String> progress) {
        if (keep == null) {
            try (Workspace workspace = Workspace.create()) {
                return new ChaosRun(settings.in(workspace.path()), Clock.systemUTC(), progress).run();
            }
        }
        try {
            Files.createDirectories(settings.home());
        } catch (IOException e) {
            throw new UncheckedIOException("no directory " + settings.home(), e);
        }
        return new ChaosRun(settings, Clock.systemUTC(), progress).run();
    }

    private void write(Report report) {
        ReportWriter writer = json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT;
        PrintWriter out = spec.commandLine().getOut();
        writer.write(report, out);
        out.flush();
    }
}
