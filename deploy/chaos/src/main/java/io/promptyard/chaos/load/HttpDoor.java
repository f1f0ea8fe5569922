package io.promptyard.chaos.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Chat completions over HTTP, plain and streamed, each on a thread of its own. Nobody asks twice. Thread-safe. */
final class HttpDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonMapper json = new JsonMapper();
    private final Supplier<Optional<String>> gateway;
    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Phaser open = new Phaser(1);

    /** @param gateway base URL with {@code /v1}, empty while there is none */
    HttpDoor(Supplier<Optional<String>> gateway) {
        this.gateway = gateway;
    }

    /** Does not wait. */
    void ask(String prompt, boolean stream, Wishes wishes) {
        open.register();
        Thread.ofVirtual().name("asking").start(() -> {
            try {
                asked.add(answer(prompt, stream, wishes));
            } finally {
                open.arriveAndDeregister();
            }
        });
    }

    private Asked answer(String prompt, boolean stream, Wishes wishes) {
        Optional<String> url = gateway.get();
        if (url.isEmpty()) {
            return Asked.nothing(stream);
        }
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request(url.get(), prompt, stream, wishes), HttpResponse.BodyHandlers.ofLines());
            String id = response.headers().firstValue("x-request-id").orElse(null);
            boolean events = response.headers()
                    .firstValue("content-type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            return events ? streamed(id, response) : plain(id, stream, response);
        } catch (IOException | UncheckedIOException e) {
            return Asked.nothing(stream);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Asked.nothing(stream);
        }
    }

    private HttpRequest request(String url, String prompt, boolean stream, Wishes wishes) {
        var body = json.createObjectNode().put("model", "auto").put("stream", stream);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + "/chat/completions"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        wishes.headers().forEach(builder::header);
        return builder.build();
    }

    private Asked plain(String id, boolean stream, HttpResponse<Stream<String>> response) {
        StringBuilder body = new StringBuilder();
        try (Stream<String> lines = response.body()) {
            lines.forEach(body::append);
            JsonNode message =
                    json.readTree(body.toString()).path("choices").path(0).path("message");
            return new Asked(
                    id, stream, response.statusCode(), message.path("content").asText(), true);
        } catch (UncheckedIOException | JsonProcessingException e) {
            return new Asked(id, stream, response.statusCode(), "", false);
        }
    }

    private Asked streamed(String id, HttpResponse<Stream<String>> response) {
        StringBuilder text = new StringBuilder();
        boolean[] done = new boolean[1];
        try (Stream<String> lines = response.body()) {
            lines.filter(line -> line.startsWith(DATA))
                    .map(line -> line.substring(DATA.length()))
                    .forEach(event -> {
                        if (event.equals(DONE)) {
                            done[0] = true;
                        } else {
                            text.append(delta(event));
                        }
                    });
        } catch (UncheckedIOException e) {
            done[0] = false;
        }
        return new Asked(id, true, response.statusCode(), text.toString(), done[0]);
    }

    private String delta(String event) {
        try {
            return json.readTree(event)
                    .path("choices")
                    .path(0)
                    .path("delta")
                    .path("content")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Requests that still wait for their answer. */
    int open() {
        return open.getUnarrivedParties() - 1;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
