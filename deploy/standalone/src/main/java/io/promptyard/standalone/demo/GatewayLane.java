package io.promptyard.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.standalone.demo.DemoPlan.Planned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends as any OpenAI client would, plain and streaming. The JDK's own HTTP client, so that none of the gateway's code
 * reads what the gateway wrote.
 */
final class GatewayLane implements Lane, AutoCloseable {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI completions;
    private final Duration patience;

    /** @param baseUrl the gateway's, with {@code /v1} */
    GatewayLane(String baseUrl, Duration patience) {
        this.completions = URI.create(baseUrl + "/chat/completions");
        this.patience = patience;
    }

    @Override
    public Delivered deliver(Planned planned) throws InterruptedException {
        long sentNanos = System.nanoTime();
        try {
            HttpResponse<Stream<String>> response = client.send(request(planned), HttpResponse.BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                String type = response.headers().firstValue("content-type").orElse("");
                Body body = type.startsWith("text/event-stream")
                        ? streamed(lines.iterator(), sentNanos)
                        : plain(lines.toList());
                return delivered(planned, response, body, sinceMillis(sentNanos));
            }
        } catch (IOException | RuntimeException e) {
            return Delivered.failed(planned, null, "the gateway did not answer: " + e);
        }
    }

    private HttpRequest request(Planned planned) throws IOException {
        ObjectNode body = json.createObjectNode();
        body.put("model", planned.model());
        body.putArray("messages").addObject().put("role", "user").put("content", planned.text());
        body.put("stream", planned.way() == Way.GATEWAY_STREAM);
        HttpRequest.Builder request = HttpRequest.newBuilder(completions)
                .timeout(patience)
                .header("content-type", "application/json")
                .header("x-promptyard-tags", "from=demo")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
        if (!planned.region().isEmpty()) {
            request.header("x-promptyard-regions", planned.region());
        }
        return request.build();
    }

    /** What a body said: an answer's text, or an error. */
    private record Body(
            String text, boolean error, @Nullable Long firstTokenMillis) {}

    private Body plain(Iterable<String> lines) throws IOException {
        JsonNode answer = json.readTree(String.join("\n", lines));
        JsonNode content = answer.path("choices").path(0).path("message").path("content");
        return new Body(content.asText(""), answer.has("error"), null);
    }

    private Body streamed(Iterator<String> lines, long sentNanos) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean error = false;
        boolean done = false;
        Long first = null;
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.startsWith(DATA)) {
                continue;
            }
            String data = line.substring(DATA.length()).strip();
            done |= data.equals(DONE);
            JsonNode event = data.equals(DONE) ? json.nullNode() : json.readTree(data);
            error |= event.has("error");
            String piece =
                    event.path("choices").path(0).path("delta").path("content").asText("");
            if (first == null && !piece.isEmpty()) {
                first = sinceMillis(sentNanos);
            }
            text.append(piece);
        }
        if (!done && !error) {
            throw new IOException("the stream ended without " + DONE);
        }
        return new Body(text.toString(), error, first);
    }

    private static Delivered delivered(Planned planned, HttpResponse<?> response, Body body, long millis) {
        return new Delivered(
                planned,
                response.headers().firstValue("x-request-id").orElse(null),
                response.statusCode() != OK || body.error(),
                response.statusCode(),
                response.headers().firstValue("x-promptyard-model").orElse(null),
                body.text(),
                millis,
                body.firstTokenMillis(),
                null);
    }

    private static long sinceMillis(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }

    @Override
    public void close() {
        client.close();
    }
}
