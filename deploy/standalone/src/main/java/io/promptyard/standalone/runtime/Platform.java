package io.promptyard.standalone.runtime;

import io.promptyard.standalone.DataDirectory;
import io.promptyard.standalone.EmbeddedPlatform;
import io.promptyard.standalone.PlatformSettings;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Where broker and registry are, our own or given ones, and where stores keep their local state. */
record Platform(String bootstrapServers, String registryUrl, Path stateDir) {

    /** Our own is opened in {@code parts}. */
    static Platform start(Vertx vertx, Launch launch, Parts parts) {
        return switch (launch.cluster()) {
            case Cluster.Embedded embedded -> {
                DataDirectory directory =
                        embedded.dataDir() == null ? DataDirectory.temporary() : DataDirectory.open(embedded.dataDir());
                Ports ports = launch.ports();
                EmbeddedPlatform platform = parts.open(
                        "broker and registry",
                        EmbeddedPlatform.start(
                                vertx, new PlatformSettings(ports.host(), ports.kafka(), ports.registry()), directory));
                yield new Platform(
                        platform.bootstrapServers(),
                        platform.registryUrl(),
                        directory.path().resolve("streams"));
            }
            case Cluster.Remote remote ->
                new Platform(remote.bootstrapServers(), remote.registryUrl(), remote.stateDir());
        };
    }
}
