package io.promptyard.standalone.house;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources are: surefire starts in the module, an IDE may start anywhere in it. */
public final class Repository {
    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.exists(path.resolve("promptyard"))) {
            path = path.getParent();
        }
        return path;
    }
}
