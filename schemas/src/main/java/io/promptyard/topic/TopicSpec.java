package io.promptyard.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a public topic is to be created. {@code record} names its value. {@code retention} is null on a compacted topic.
 * The replication factor is the cluster's business and not said here.
 */
public record TopicSpec(
        String name,
        String record,
        int partitions,
        Cleanup cleanup,
        @Nullable Duration retention,
        int maxMessageBytes) {

    private static final Duration DEFAULT_SEGMENT = Duration.ofDays(7);

    /** What becomes of old records. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }

        /** Kafka's word for it. */
        public String policy() {
            return policy;
        }
    }

    public TopicSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(record, "record");
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: must be at least 1 (got " + partitions + ")");
        }
        if ((cleanup == Cleanup.COMPACT) != (retention == null)) {
            throw new IllegalArgumentException("retention: belongs to topics with cleanup delete (got " + name + ")");
        }
    }

    /** Kafka's topic settings. */
    public Map<String, String> configs() {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("cleanup.policy", cleanup.policy());
        configs.put("max.message.bytes", Integer.toString(maxMessageBytes));
        if (retention != null) {
            configs.put("retention.ms", Long.toString(retention.toMillis()));
            // Only closed segments are deleted: a short retention needs short segments.
            if (retention.compareTo(DEFAULT_SEGMENT) < 0) {
                configs.put("segment.ms", Long.toString(retention.dividedBy(4).toMillis()));
            }
        }
        return configs;
    }
}
