package io.promptyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Golden files of the wire; {@code -Dgolden.renew=true} writes them anew, for a diff to be read. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "gateway");

    private Golden() {}

    static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name)).stripTrailing();
        } catch (IOException missing) {
            throw new AssertionError(name + " is missing", missing);
        }
    }

    static void assertMatches(String name, String actual) {
        if (Boolean.getBoolean("golden.renew")) {
            try {
                Files.writeString(FOLDER.resolve(name), actual.stripTrailing() + "\n");
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
        assertThat(actual.stripTrailing()).isEqualTo(read(name));
    }
}
