package io.promptyard.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of the same JDK, options and class path as this one, ended with this one at the latest. It says on its
 * standard output when it is ready; its standard error goes to a file. Whoever starts it closes it.
 */
public final class JavaProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final int TAIL = 5;

    private final Process process;
    private final BufferedReader out;
    private final Path log;
    private final Thread lastResort;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.log = log;
        this.lastResort = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * @param directory for its log
     * @param options beyond this process's own
     */
    public static JavaProcess start(
            String name, Path directory, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(inherited());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        try {
            return new JavaProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    /** This process's options; not a debugger's or an agent's, which would come twice. */
    private static List<String> inherited() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .filter(option -> !option.startsWith("-XX:StartFlightRecording"))
                .toList();
    }

    /**
     * The next line of its standard output that begins so, without that beginning.
     *
     * @throws IllegalStateException with the end of its log when it ends before
     */
    public String lineAfter(String beginning) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.strip().startsWith(beginning)) {
                    return line.strip().substring(beginning.length()).strip();
                }
            }
            List<String> lines = Files.readAllLines(log);
            throw new IllegalStateException("the process ended: "
                    + String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from process " + process.pid(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** CPU time it has used since its start. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB (2^20 bytes); NaN where there is no {@code /proc}. */
    public double residentMegabytes() {
        return ProcStatus.residentMegabytes(Path.of("/proc", Long.toString(process.pid()), "status"));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to stop, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // this process is ending already
        }
    }
}
