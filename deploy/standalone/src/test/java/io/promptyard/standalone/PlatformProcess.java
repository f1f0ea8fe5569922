package io.promptyard.standalone;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Broker and registry in a process of their own, so that a test can kill it. */
final class PlatformProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final String bootstrapServers;
    private final String registryUrl;

    private PlatformProcess(Process process, String bootstrapServers, String registryUrl) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    static PlatformProcess start(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlatformProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Not closed: the reader goes with the process.
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                String[] words = line.split(" ", -1);
                return new PlatformProcess(process, words[1], words[2]);
            }
        }
        throw new IOException("the platform's process ended before it was ready");
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    String registryUrl() {
        return registryUrl;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as {@code kill -9} does. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @param args the data directory */
    public static void main(String[] args) throws InterruptedException {
        EmbeddedPlatform platform = EmbeddedPlatform.start(
                Vertx.vertx(), PlatformSettings.ephemeral(), DataDirectory.open(Path.of(args[0])));
        System.out.println(READY + platform.bootstrapServers() + " " + platform.registryUrl());
        new CountDownLatch(1).await();
    }
}
