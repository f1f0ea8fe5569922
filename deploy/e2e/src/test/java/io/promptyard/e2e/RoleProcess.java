package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * One {@code up} of the built distribution in a JVM of its own, ready when its constructor's caller has called
 * {@link #awaitReady()}. Closing sends SIGTERM and waits.
 */
final class RoleProcess implements AutoCloseable {
    private static final Path DISTRIBUTION = Path.of("../standalone/target/promptyard");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String name;
    private final Path output;
    private final Process process;

    private RoleProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    /** Starts it with its state and output under {@code directory}; ports not named in {@code flags} are free ones. */
    static RoleProcess start(String name, Path directory, String... flags) {
        return start(SharedClasses.options(), name, directory, flags);
    }

    static RoleProcess start(List<String> options, String name, Path directory, String... flags) {
        if (!Files.isDirectory(DISTRIBUTION.resolve("lib"))) {
            throw new IllegalStateException("no distribution in " + DISTRIBUTION + ": run mvn package");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.shutdownHookEnabled=false"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                DISTRIBUTION + "/*" + System.getProperty("path.separator") + DISTRIBUTION + "/lib/*",
                "io.promptyard.standalone.cli.Main",
                "up",
                "--port=0",
                "--management-port=0",
                "--data-dir=" + directory.resolve(name)));
        command.addAll(List.of(flags));
        try {
            Path output = Files.createTempFile(directory, name, ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new RoleProcess(name, output, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RoleProcess awaitReady() {
        Awaitility.await(name + " is ready")
                .atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .until(() -> output().contains("promptyard is ready"));
        return this;
    }

    /** The word after a label of the lines it prints when ready: {@code gateway}, {@code kafka}, {@code management}. */
    String printed(String label) {
        Matcher matcher = Pattern.compile("^\\s+" + label + "\\s+(\\S+)", Pattern.MULTILINE)
                .matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException(name + " printed no " + label + ":\n" + output());
        }
        return matcher.group(1);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a crash would: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    /** Once it has ended. */
    int exitValue() {
        return process.exitValue();
    }

    private void await() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
