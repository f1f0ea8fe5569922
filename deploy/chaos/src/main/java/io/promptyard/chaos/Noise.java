package io.promptyard.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Overwrites the files of a directory: a half of each with noise, as a torn write or a bad disk would. */
final class Noise {
    private static final int MOST = 64 * 1024;

    private Noise() {}

    static void over(Path directory, long seed) {
        Random random = new Random(seed);
        for (Path file : files(directory)) {
            try {
                byte[] content = Files.readAllBytes(file);
                byte[] noise = new byte[Math.min(MOST, Math.max(16, content.length / 2))];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, content, 0, Math.min(noise.length, content.length));
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot corrupt " + file, e);
            }
        }
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(".lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }
}
