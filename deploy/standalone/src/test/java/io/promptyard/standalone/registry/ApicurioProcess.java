package io.promptyard.standalone.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real Apicurio registry as a child process, in memory, on ephemeral loopback ports. */
final class ApicurioProcess implements AutoCloseable {

    /** Where the build unpacks it, relative to the module that the tests run in. */
    static final Path JAR = Path.of("target/apicurio/quarkus-run.jar");

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)\\.");

    private final Process process;
    private final String url;

    private ApicurioProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static ApicurioProcess start(Path directory) throws IOException {
        Path log = directory.resolve("apicurio.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + directory,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        JAR.toAbsolutePath().toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            String base = Awaitility.await("Apicurio listens")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> listening(process, log), found -> !found.isEmpty());
            ApicurioProcess started = new ApicurioProcess(process, base + "/apis/ccompat/v7");
            Awaitility.await("Apicurio answers").atMost(Duration.ofMinutes(1)).until(started::answers);
            return started;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/subjects")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    private static String listening(Process process, Path log) {
        try {
            String text = Files.readString(log);
            if (!process.isAlive()) {
                throw new IllegalStateException("Apicurio ended with " + process.exitValue() + ":\n" + text);
            }
            Matcher matcher = LISTENING.matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
