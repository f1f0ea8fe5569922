package io.promptyard.chaos.yard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Wall clocks that jump, by libfaketime where it is installed: it reads the offset from a file of each process, so that
 * a running one can be moved. The monotonic clock, which timeouts go by, stays as it is.
 */
final class SkewedClocks {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final Path home;
    private final Optional<Path> library =
            LIBRARIES.stream().filter(Files::isReadable).findFirst();

    SkewedClocks(Path home) {
        this.home = home;
    }

    /** For a process that is being started. */
    Map<String, String> environment(String process) {
        skew(process, Duration.ZERO);
        return library.map(path -> Map.of(
                        "LD_PRELOAD", path.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file(process).toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        // Else its idea of condition variables ends every timed wait of the JVM at once.
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                        "DONT_FAKE_MONOTONIC", "1"))
                .orElse(Map.of());
    }

    /** False where there is no libfaketime. */
    boolean skew(String process, Duration by) {
        if (library.isEmpty()) {
            return false;
        }
        try {
            Path written = Files.writeString(home.resolve(process + ".clock.new"), "%+d\n".formatted(by.toSeconds()));
            Files.move(written, file(process), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("no clock file for " + process, e);
        }
    }

    private Path file(String process) {
        return home.resolve(process + ".clock");
    }
}
