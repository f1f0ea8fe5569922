package io.promptyard.router.app;

import io.promptyard.router.Names;
import io.promptyard.topic.TopicNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where and how the applications reach Kafka. {@code instance} names this process among its like, for static
 * membership; {@code maxRecordBytes} bounds one record; {@code clientProperties} pass through to every client.
 */
public record KafkaSettings(
        String bootstrapServers,
        Path stateDir,
        String instance,
        boolean exactlyOnce,
        int routerThreads,
        int replicationFactor,
        int maxRecordBytes,
        Map<String, String> clientProperties) {
    /** 32 MiB of request body, and room for what we add. */
    public static final int MAX_RECORD_BYTES = 40 * 1024 * 1024;

    private static final int NOTE_BYTES = 1024 * 1024;

    public KafkaSettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        Objects.requireNonNull(stateDir, "stateDir");
        Objects.requireNonNull(instance, "instance");
        clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * What the operator gave as {@code compression.type}, else none: a batch without linger is a record or two, for which
     * lz4 sets up 128 KB of buffers on each side and costs some 20 microseconds (docs/performance.md).
     */
    public String compression() {
        return given("compression.type", "none");
    }

    /** What the operator gave under this name, else the value. */
    public String given(String name, String otherwise) {
        return clientProperties.getOrDefault(name, otherwise);
    }

    /**
     * Bounds a note in a changelog, which holds a whole record and more: were it refused where the record was not, the
     * prompt would go on without a note.
     */
    public int maxNoteBytes() {
        return maxRecordBytes + NOTE_BYTES;
    }

    /** Settings of a client of its own: how to reach the cluster, and a name. */
    public Map<String, Object> client(TopicNames topics, String role) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", Names.client(topics, role, instance));
        return settings;
    }

    /** The same, for an application that is exactly once whatever its lane promises. */
    public KafkaSettings withExactlyOnce() {
        return new KafkaSettings(
                bootstrapServers,
                stateDir,
                instance,
                true,
                routerThreads,
                replicationFactor,
                maxRecordBytes,
                clientProperties);
    }

    /** One process on an embedded broker. */
    public static KafkaSettings local(String bootstrapServers, Path stateDir) {
        return new KafkaSettings(bootstrapServers, stateDir, "local", false, 1, 1, MAX_RECORD_BYTES, Map.of());
    }
}
