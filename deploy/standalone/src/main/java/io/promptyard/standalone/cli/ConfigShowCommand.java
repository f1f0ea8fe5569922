package io.promptyard.standalone.cli;

import io.promptyard.standalone.rollout.ConfigDesk;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "show",
        description = "Show what is published, and which configuration is in force at each instance.",
        mixinStandardHelpOptions = true)
final class ConfigShowCommand implements Callable<Integer> {
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
            ConfigReport.print(line, desk, desk.state(), json, true);
        }
        return CommandLine.ExitCode.OK;
    }
}
