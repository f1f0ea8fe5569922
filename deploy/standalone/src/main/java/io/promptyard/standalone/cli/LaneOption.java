package io.promptyard.standalone.cli;

import io.promptyard.topic.TopicNames;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Whose traffic a command is about. */
final class LaneOption {
    @Option(names = "--lane", paramLabel = "NAME", description = "whose traffic it is (default: the default lane's)")
    private String lane = TopicNames.DEFAULT_LANE;

    boolean isGiven() {
        return !lane.equals(TopicNames.DEFAULT_LANE);
    }

    /** @throws CommandLine.ParameterException when the name cannot be one */
    TopicNames topics(ClusterOption.Lane where, CommandLine line) {
        try {
            return where.topics().ofLane(lane);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--lane: " + e.getMessage(), e);
        }
    }
}
