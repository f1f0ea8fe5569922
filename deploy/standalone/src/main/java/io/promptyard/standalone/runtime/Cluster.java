package io.promptyard.standalone.runtime;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The broker and registry to use. */
public sealed interface Cluster {

    /** Ones of our own in this process, kept in {@code dataDir}; a null directory is a temporary one. */
    record Embedded(@Nullable Path dataDir) implements Cluster {}

    /** Given ones; {@code createTopics} makes what is missing there, {@code stateDir} is for the stores' local state. */
    record Remote(String bootstrapServers, String registryUrl, boolean createTopics, Path stateDir) implements Cluster {
        public Remote {
            Objects.requireNonNull(bootstrapServers, "bootstrapServers");
            Objects.requireNonNull(registryUrl, "registryUrl");
            Objects.requireNonNull(stateDir, "stateDir");
        }
    }
}
