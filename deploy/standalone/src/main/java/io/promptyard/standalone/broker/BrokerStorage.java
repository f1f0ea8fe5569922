package io.promptyard.standalone.broker;

import io.promptyard.standalone.StartupException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Formats the broker's directory once, as {@code kafka-storage.sh format} does. */
final class BrokerStorage {

    private BrokerStorage() {}

    /** Does nothing where the directory is formatted already. The formatter writes {@code meta.properties} last. */
    static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setControllerListenerName(BoundListeners.CONTROLLER)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new StartupException.DataDirectoryUnusable(directory, "it cannot be formatted: " + e.getMessage(), e);
        }
    }
}
