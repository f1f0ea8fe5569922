package io.promptyard.connector;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes as a reviewer approved them. {@code mvn test -Dpromptyard.golden=renew} writes what is made now in their place: the
 * change is then in the diff.
 */
public final class GoldenFiles {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private GoldenFiles() {}

    /** The golden bytes of {@code name}; {@code made} itself when golden files are being renewed. */
    public static Buffer golden(String name, Buffer made) throws IOException {
        if (!"renew".equals(System.getProperty("promptyard.golden"))) {
            return ScriptedProvider.resource(name);
        }
        Path file = RESOURCES.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, made.getBytes());
        return made;
    }
}
