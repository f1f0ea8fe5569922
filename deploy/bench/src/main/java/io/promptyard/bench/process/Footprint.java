package io.promptyard.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process takes of its machine at one moment, as Linux tells it; zero where it tells nothing.
 *
 * @param residentMegabytes memory, in 2^20 bytes
 * @param files open descriptors, sockets included
 * @param diskMegabytes of its data, in 2^20 bytes, without the logs' indexes: those are made at full length and mostly empty
 */
public record Footprint(double residentMegabytes, long threads, long files, double diskMegabytes) {
    private static final double MEGABYTE = 1024 * 1024;

    /** @param data directory of its data */
    public static Footprint of(JavaProcess process, Path data) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        return new Footprint(
                process.residentMegabytes(), entries(proc.resolve("task")), entries(proc.resolve("fd")), disk(data));
    }

    private static long entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static double disk(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> !file.toString().endsWith("index"))
                            .mapToLong(Footprint::bytes)
                            .sum()
                    / MEGABYTE;
        } catch (UncheckedIOException | IOException e) {
            return Double.NaN; // a segment was deleted under the walk
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
