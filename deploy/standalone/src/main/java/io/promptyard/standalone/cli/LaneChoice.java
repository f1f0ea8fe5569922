package io.promptyard.standalone.cli;

import io.promptyard.standalone.config.Delivery;
import io.promptyard.standalone.config.LoadedConfig;
import io.promptyard.standalone.runtime.Lane;
import io.promptyard.topic.TopicNames;
import java.util.List;

/** The lanes that a configuration asks for. */
final class LaneChoice {
    private LaneChoice() {}

    static List<Lane> of(LoadedConfig config) {
        TopicNames root = new TopicNames(config.kafka().topicPrefix());
        return config.lanes().entrySet().stream()
                .map(lane -> new Lane(
                        root.ofLane(lane.getKey()),
                        lane.getValue().delivery() == Delivery.EXACTLY_ONCE,
                        lane.getValue().onRestart()))
                .toList();
    }
}
