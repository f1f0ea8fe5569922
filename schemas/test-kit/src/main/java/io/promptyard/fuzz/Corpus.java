package io.promptyard.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Inputs kept as files among the test resources of the module whose tests run. */
public final class Corpus {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Corpus() {}

    /** What was found for a target, in order of the names. */
    static Stream<byte[]> of(Class<?> target) {
        String folder = target.getName().replace('.', '/') + "Inputs";
        return Files.isDirectory(RESOURCES.resolve(folder)) ? files(folder, "") : Stream.empty();
    }

    /** The files below {@code folder} whose names end so, in order of their paths: what was recorded serves as seed. */
    public static Stream<byte[]> files(String folder, String ending) {
        try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
            List<Path> found = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            return found.stream().map(Corpus::bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
