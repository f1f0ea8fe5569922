package io.promptyard.standalone.topics;

import io.promptyard.topic.TopicSpec;
import java.util.Map;
import java.util.Objects;

/**
 * A topic as we want it.
 *
 * @param replication the number of replicas, or {@link #BROKER_DEFAULT}
 * @param config only what must differ from, or not depend on, the broker's defaults
 */
public record WantedTopic(String name, int partitions, short replication, Map<String, String> config) {

    /** Leaves the number of replicas to the broker. */
    public static final short BROKER_DEFAULT = -1;

    /** A topic of the contract, with as many replicas as the broker gives by default. */
    public static WantedTopic of(TopicSpec spec) {
        return new WantedTopic(spec.name(), spec.partitions(), BROKER_DEFAULT, spec.configs());
    }

    public WantedTopic {
        Objects.requireNonNull(name, "name");
        if (partitions < 1) {
            throw new IllegalArgumentException(name + ".partitions: must be at least 1 (got " + partitions + ")");
        }
        if (replication < 1 && replication != BROKER_DEFAULT) {
            throw new IllegalArgumentException(name
                    + ".replication: must be at least 1, or -1 for the broker's default (got " + replication + ")");
        }
        config = Map.copyOf(config);
    }
}
