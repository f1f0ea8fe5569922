package io.promptyard.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Node clients of {@code npm/}: OpenAI's own against the gateway, KafkaJS against topics and registry. */
class NpmClientsIT {
    private static final Logger LOG = LoggerFactory.getLogger(NpmClientsIT.class);
    private static final Path SCRIPT = Path.of("npm/run.sh").toAbsolutePath();
    private static final long LIMIT_SECONDS = 300;
    private static final int NOT_INSTALLED = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldServeNodeClientsWhenTheyChangeNothingButTheAddress() throws Exception {
        // Given
        assume(isOnPath("node"), "node is not on PATH");
        assume(isOnPath("npm"), "npm is not on PATH");
        try (RoleProcess up = RoleProcess.start("up", directory, "--kafka-port=0", "--registry-port=0")) {
            up.awaitReady();

            // When
            Path output = directory.resolve("npm.log");
            int code = run(up, output);

            // Then
            assume(code != NOT_INSTALLED, "npm cannot install the clients: " + read(output));
            assertThat(code).as(() -> read(output) + up.output()).isZero();
            assertThat(read(output)).contains("fail 0").doesNotContain("pass 0");
        }
    }

    private static int run(RoleProcess up, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PROMPTYARD_GATEWAY_URL", up.printed("gateway"));
        builder.environment().put("PROMPTYARD_BOOTSTRAP", up.printed("kafka"));
        builder.environment().put("PROMPTYARD_REGISTRY_URL", up.printed("registry"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as(() -> "the clients end: " + read(output))
                    .isTrue();
            LOG.info("npm clients:\n{}", read(output));
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static boolean isOnPath(String tool) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool)));
    }

    private static void assume(boolean there, String otherwise) {
        if (!there) {
            LOG.warn("SKIPPED NpmClientsIT: {}", otherwise);
        }
        assumeTrue(there, otherwise);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
