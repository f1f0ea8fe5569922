package io.promptyard.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The product's own image, built once per run by the script that users build it with. */
final class ProductImage {
    static final String NAME = "promptyard:e2e";
    static final int GATEWAY = 8080;
    static final int MANAGEMENT = 9464;

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Path LOCK = Path.of("target", "image.lock").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private ProductImage() {}

    static Path repository() {
        return REPOSITORY;
    }

    /** Layers are cached, so that a second build takes a moment; test classes that run at once wait for the first. */
    static void build() throws IOException, InterruptedException {
        try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            run(new ProcessBuilder("deploy/scripts/build-image.sh", NAME).directory(REPOSITORY.toFile()));
        }
    }

    /** Its output; fails with it when the exit code is not 0. */
    static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(builder.command() + " failed:\n" + output);
        }
        return output;
    }

    /** A container with {@code up} and these flags, published on loopback, started when its health check says so. */
    static GenericContainer<?> up(String... flags) {
        String[] command = new String[flags.length + 4];
        command[0] = "up";
        command[1] = "--host=0.0.0.0";
        command[2] = "--insecure";
        command[3] = "--data-dir=/var/lib/promptyard/data";
        System.arraycopy(flags, 0, command, 4, flags.length);
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(NAME))
                .withCommand(command)
                .withExposedPorts(GATEWAY, MANAGEMENT)
                .withEnv("PROMPTYARD_JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(PATIENCE));
        container.setPortBindings(List.of("127.0.0.1::" + GATEWAY, "127.0.0.1::" + MANAGEMENT));
        return container;
    }
}
