package io.promptyard.bench.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The simulator's books and its script of faults, over its own pages. */
final class Books implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 300;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;

    /** @param origin scheme, host and port */
    Books(String origin) {
        this.origin = origin;
    }

    /** What goes wrong from now on. */
    void script(String yaml) {
        send(HttpRequest.newBuilder(URI.create(origin + "/simulator/script")).PUT(BodyPublishers.ofString(yaml)));
    }

    /** Every call, also those that are open. */
    List<Booked> calls() {
        String page = send(HttpRequest.newBuilder(URI.create(origin + "/simulator/books")));
        List<Booked> calls = new ArrayList<>();
        for (JsonNode call : Json.read(page).path("calls")) {
            calls.add(new Booked(
                    call.path("request_id").asText(),
                    call.path("dialect").asText(),
                    call.path("outcome").asText(),
                    call.path("fault").asText(""),
                    call.path("streamed").asBoolean(),
                    new Tokens(
                            call.path("prompt_tokens").asLong(),
                            call.path("cached_tokens").asLong(),
                            call.path("cache_write_tokens").asLong(),
                            call.path("completion_tokens").asLong(),
                            call.path("reasoning_tokens").asLong())));
        }
        return calls;
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() >= OK) {
                throw new IllegalStateException("the simulator said " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("the simulator does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
