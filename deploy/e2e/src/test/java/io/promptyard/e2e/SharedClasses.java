package io.promptyard.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of the built distribution in an archive that the JVM maps, as the launcher keeps one: a process that has it
 * starts with two thirds of the CPU time. One process makes it as it ends; those that are started before do without.
 */
public final class SharedClasses {
    private static final Path ARCHIVE = Path.of("target", "classes.jsa").toAbsolutePath();
    private static final Path IN_THE_MAKING =
            Path.of("target", "classes.jsa.new").toAbsolutePath();

    private SharedClasses() {}

    /** Options for a JVM that runs the distribution. */
    public static List<String> options() {
        return Files.isRegularFile(ARCHIVE) ? List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off") : List.of();
    }

    /** Options for the one that writes the archive when it ends. */
    static List<String> optionsToMake() {
        return List.of("-XX:ArchiveClassesAtExit=" + IN_THE_MAKING, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Hands out what that one has written, whole. */
    static void made() throws IOException {
        Files.move(IN_THE_MAKING, ARCHIVE, StandardCopyOption.ATOMIC_MOVE);
    }
}
