package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.ConfigLoader;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.letters.PointInTime;
import io.promptyard.standalone.rollout.ConfigDesk;
import io.promptyard.standalone.rollout.DryRun;
import io.promptyard.topic.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Have every instance decide by the file's policy from now on; a bad file changes nothing.",
        mixinStandardHelpOptions = true)
final class ConfigApplyCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 20_000;

    @Parameters(paramLabel = "FILE", description = "configuration to apply")
    private Path file;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--live-only", description = "leave what needs a restart as it is, if the file differs there")
    private boolean liveOnly;

    @Mixin
    private ProofOption proof;

    @Option(names = "--dry-run", description = "say what it would change of the last traffic, and change nothing")
    private boolean dryRun;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "--dry-run: traffic since then, such as 2h or 2026-11-23T10:15:00Z (default: 1h)")
    private String since = "1h";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "--dry-run: decide so many again, the newest (default: 20000)")
    private int limit = MOST;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        LoadedConfig config = new ConfigLoader(System.getenv(), Map.of())
                .readForOthers(Files.read(file))
                .orThrow();
        ClusterOption.Lane lane = cluster.lane(line, config.kafka());
        return dryRun ? compare(line, lane, config) : apply(line, lane, config);
    }

    private int compare(CommandLine line, ClusterOption.Lane lane, LoadedConfig config) throws IOException {
        Instant from;
        try {
            from = PointInTime.parse(since, Instant.now());
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--since: " + e.getMessage(), e);
        }
        if (limit < 1) {
            throw new CommandLine.ParameterException(line, "--limit: must be at least 1 (got " + limit + ")");
        }
        List<TopicNames> lanes =
                config.lanes().keySet().stream().map(lane.topics()::ofLane).toList();
        proof.tell(line, lane, config.router());
        DryRun.Result result = DryRun.run(lane.address(), lanes, config.router(), from, limit);
        PrintWriter out = line.getOut();
        if (json) {
            out.println(DryRunReport.json(config.version(), result));
        } else {
            DryRunReport.print(out, config.version(), result);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private int apply(CommandLine line, ClusterOption.Lane lane, LoadedConfig config) throws IOException {
        try (ConfigDesk desk = ConfigDesk.open(lane.address(), lane.topics(), Clock.systemUTC())) {
            desk.check(config, liveOnly);
            proof.check(line, lane, config.router());
            desk.publish(config.parts());
            return ConfigReport.settled(line, desk, json, PATIENCE);
        }
    }
}
