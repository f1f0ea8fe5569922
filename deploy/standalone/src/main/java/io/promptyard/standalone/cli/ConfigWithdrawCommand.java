package io.promptyard.standalone.cli;

import io.promptyard.standalone.rollout.ConfigDesk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "withdraw",
        description = "Publish nothing any more: every instance goes back to its own file.",
        mixinStandardHelpOptions = true)
final class ConfigWithdrawCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine line = spec.commandLine();
        ClusterOption.Lane lane = cluster.lane(line);
        try (ConfigDesk desk = ConfigDesk.open(lane.address(), lane.topics(), Clock.systemUTC())) {
            desk.withdraw();
            return ConfigReport.settled(line, desk, json, PATIENCE);
        }
    }
}
