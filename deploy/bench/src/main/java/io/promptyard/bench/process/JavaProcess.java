package io.promptyard.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of the same JDK and options as this one, ended with this one at the latest. It says on its standard
 * output when it is ready; its standard error goes to a file. Whoever starts it closes it. Thread-safe.
 */
public final class JavaProcess implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final Duration READY = Duration.ofSeconds(180);
    private static final int TAIL = 5;

    private final Process process;
    private final OutputLines out;
    private final Path log;
    private final Thread lastResort;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.out = OutputLines.of(process.getInputStream());
        this.log = log;
        this.lastResort = Thread.ofPlatform().unstarted(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * On this process's class path and options.
     *
     * @param directory for its log
     * @param options beyond this process's own
     */
    public static JavaProcess start(
            String name, Path directory, List<String> options, String mainClass, List<String> arguments) {
        List<String> all = new ArrayList<>(inherited());
        all.addAll(options);
        return start(name, directory, System.getProperty("java.class.path"), all, Map.of(), mainClass, arguments);
    }

    /**
     * @param directory for its log, {@code name.log}
     * @param options of its JVM, all of them
     * @param environment on top of this process's own
     */
    public static JavaProcess start(
            String name,
            Path directory,
            String classPath,
            List<String> options,
            Map<String, String> environment,
            String mainClass,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        Path log = directory.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " did not start", e);
        }
    }

    /** This process's options; not a debugger's or an agent's, which would come twice. */
    public static List<String> inherited() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .filter(option -> !option.startsWith("-XX:StartFlightRecording"))
                .toList();
    }

    /**
     * What follows {@code beginning} on the first line of its standard output that begins so; waits for that line.
     *
     * @throws IllegalStateException with the end of its log when it ends before, or says nothing for three minutes
     */
    public String lineAfter(String beginning) {
        return out.after(beginning, READY)
                .orElseThrow(() -> new IllegalStateException(
                        (isAlive() ? "the process did not say \"" + beginning + "\": " : "the process ended: ")
                                + endOfLog()));
    }

    /** The same of a line that may be missing: what it has printed so far, without waiting. */
    public Optional<String> printed(String beginning) {
        return out.after(beginning, Duration.ZERO);
    }

    /** The last lines of its log in one. */
    public String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
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

    /** {@code kill -9}; returns when it has ended. */
    public void kill() {
        process.destroyForcibly();
        await(STOP);
        forget();
    }

    /** SIGTERM; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Whether it has ended within this time. */
    public boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The exit code of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** SIGSTOP: it neither runs nor ends until {@link #thaw()}. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no program named kill", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to stop, and ends it when it does not. */
    @Override
    public void close() {
        terminate();
        if (!await(STOP)) {
            process.destroyForcibly();
            await(STOP);
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            process.destroyForcibly(); // this process is ending already
        }
    }
}
