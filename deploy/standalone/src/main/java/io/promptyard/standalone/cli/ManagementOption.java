package io.promptyard.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The management port of a running process, for the commands that ask it. */
final class ManagementOption {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    @Option(
            names = "--management",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9464",
            description = "management port of the process; default ${DEFAULT-VALUE}")
    private URI url;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    String get(String path) throws IOException {
        return send(HttpRequest.newBuilder(page(path)).GET());
    }

    void post(String path) throws IOException {
        send(HttpRequest.newBuilder(page(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private URI page(String path) {
        try {
            if (url.getHost() == null
                    || url.getScheme() == null
                    || !url.getScheme().startsWith("http")) {
                throw new URISyntaxException(url.toString(), "no http URL");
            }
            return new URI(url.getScheme(), null, url.getHost(), url.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--management: must be an http URL (got \"" + url + "\")", e);
        }
    }

    /** @throws IOException when nobody answers there, or not with a 200 */
    private String send(HttpRequest.Builder request) throws IOException {
        HttpRequest whole = request.timeout(PATIENCE).build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> reply = client.send(whole, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != OK) {
                throw new IOException(whole.uri() + " answered " + reply.statusCode() + ": " + reply.body());
            }
            return reply.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
