package io.promptyard.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Leaves no space on the file system of a directory that has one of its own: never on the machine's. */
final class FullDisk {
    private static final String FILE = "ballast";
    private static final long MOST = 512L * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private FullDisk() {}

    /** False when the directory is on a file system that it shares. */
    static boolean fill(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            if (!store.type().equals("tmpfs") || store.getTotalSpace() > MOST) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        try (OutputStream out = Files.newOutputStream(directory.resolve(FILE))) {
            byte[] block = new byte[BLOCK];
            for (long written = 0; written < MOST; written += BLOCK) {
                out.write(block);
            }
        } catch (IOException e) {
            return true; // that is what was wanted
        }
        return true;
    }

    static void free(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("the disk stays full", e);
        }
    }
}
