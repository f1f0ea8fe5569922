package io.promptyard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Chat completions as an application asks for them: plain JSON over HTTP. */
final class ChatClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;

    /** @param baseUrl with {@code /v1} */
    ChatClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    record Completion(int status, JsonNode body, Map<String, List<String>> headers) {
        String content() {
            return body.path("choices").path(0).path("message").path("content").asText();
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    Completion complete(String model, String prompt) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(
                Map.of("model", model, "messages", List.of(Map.of("role", "user", "content", prompt))));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Completion(
                response.statusCode(),
                JSON.readTree(response.body()),
                response.headers().map());
    }

    int status(String url) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        http.close();
    }
}
