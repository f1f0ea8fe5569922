package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.e2e.SharedClasses;
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

/** The built distribution's {@code up} on a data directory, with free ports. Closing kills what still runs. */
final class UpProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final Path output;
    private final Process process;

    private UpProcess(Path output, Process process) {
        this.output = output;
        this.process = process;
    }

    /** Starts it and returns when it is ready. */
    static UpProcess start(Path config, Path dataDir) throws IOException {
        return start(Build.BUILT_HERE, config, dataDir);
    }

    /** Starts some build of it, with more flags, and returns when it is ready. */
    static UpProcess start(Path distribution, Path config, Path dataDir, String... flags) throws IOException {
        UpProcess up = launch(distribution, config, dataDir, flags);
        up.awaitReady();
        return up;
    }

    /** Starts it and returns at once: it may never be ready. */
    static UpProcess launch(Path distribution, Path config, Path dataDir, String... flags) throws IOException {
        assertThat(distribution.resolve("lib"))
                .as("the distribution: mvn package makes it")
                .isDirectory();
        Path output = Files.createTempFile(config.getParent(), "up", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlog4j2.shutdownHookEnabled=false"));
        if (distribution.equals(Build.BUILT_HERE)) {
            command.addAll(SharedClasses.options());
        }
        command.addAll(List.of(
                "-cp",
                distribution + "/*" + System.getProperty("path.separator") + distribution + "/lib/*",
                "io.promptyard.standalone.cli.Main",
                "up",
                "--config=" + config,
                "--data-dir=" + dataDir,
                "--port=0",
                "--kafka-port=0",
                "--registry-port=0",
                "--management-port=0"));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new UpProcess(output, process);
    }

    void awaitReady() {
        Awaitility.await("up is ready")
                .atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .until(() -> output().contains("promptyard is ready"));
    }

    String gatewayUrl() {
        return printed("gateway");
    }

    String bootstrapServers() {
        return printed("kafka");
    }

    String registryUrl() {
        return printed("registry");
    }

    String managementUrl() {
        return printed("management");
    }

    private String printed(String label) {
        Matcher matcher = Pattern.compile("^\\s+" + label + "\\s+(\\S+)", Pattern.MULTILINE)
                .matcher(output());
        assertThat(matcher.find()).as(() -> label + " in " + output()).isTrue();
        return matcher.group(1);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "up ends: " + output())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
