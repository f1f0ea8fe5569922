package io.promptyard.chaos;

import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.report.ReportWriter;
import io.promptyard.chaos.ChaosRun.Ended;
import io.promptyard.chaos.plan.Schedule;
import io.promptyard.chaos.yard.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
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
    private static final double LONGEST = 600;
    private static final double FASTEST = 10_000;

    @Option(names = "--seed", paramLabel = "N", description = "of the plan and of all chance (default: 1)")
    private long seed = 1;

    @Option(names = "--minutes", paramLabel = "N", description = "of load (default: 1)")
    private double minutes = 1;

    @Option(names = "--delivery", paramLabel = "MODE", description = "at-least-once (default) or exactly-once")
    private String delivery = "at-least-once";

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
    public Integer call() throws IOException {
        check();
        Duration length = Duration.ofMillis(Math.round(minutes * 60_000));
        Topology chosen = topology == null ? Topology.of(seed) : topology;
        Schedule schedule = Schedule.of(seed, chosen, length, new Random(seed));
        PrintWriter out = spec.commandLine().getOut();
        if (plan) {
            print(schedule, out);
            return CommandLine.ExitCode.OK;
        }
        print(schedule, spec.commandLine().getErr());
        if (keep != null) {
            return run(schedule, Files.createDirectories(keep));
        }
        try (Workspace workspace = Workspace.create()) {
            return run(schedule, workspace.path());
        }
    }

    private void check() {
        if (!DELIVERIES.contains(delivery)) {
            throw bad("--delivery: must be of " + String.join(", ", DELIVERIES) + " (got \"" + delivery + "\")");
        }
        if (!(minutes > 0 && minutes <= LONGEST)) {
            throw bad("--minutes: must be from 0 to 600 (got " + minutes + ")");
        }
        if (!(rate > 0 && rate <= FASTEST)) {
            throw bad("--rate: must be from 0 to 10000 (got " + rate + ")");
        }
    }

    private CommandLine.ParameterException bad(String problem) {
        return new CommandLine.ParameterException(spec.commandLine(), problem);
    }

    private static void print(Schedule schedule, PrintWriter out) {
        out.println("chaos: seed " + schedule.seed() + ", topology "
                + schedule.topology().label() + ", " + schedule.faults().size() + " faults in "
                + schedule.length().toSeconds() + " s");
        schedule.faults().forEach(out::println);
        out.flush();
    }

    private int run(Schedule schedule, Path home) {
        ChaosSettings settings = new ChaosSettings(
                schedule,
                delivery.equals(EXACTLY_ONCE),
                rate,
                ChaosSettings.DRAIN,
                home.toAbsolutePath(),
                System.getProperty("java.class.path"),
                Map.of());
        PrintWriter err = spec.commandLine().getErr();
        Ended ended = new ChaosRun(settings, Clock.systemUTC(), progress -> {
                    err.println("chaos: " + progress);
                    err.flush();
                })
                .run();
        ReportWriter writer = json ? ReportWriter.JSON : markdown ? ReportWriter.MARKDOWN : ReportWriter.TEXT;
        PrintWriter out = spec.commandLine().getOut();
        writer.write(ChaosReport.of(settings, ended), out);
        out.flush();
        return ended.findings().kept() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
