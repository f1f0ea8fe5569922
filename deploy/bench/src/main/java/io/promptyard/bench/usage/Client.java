package io.promptyard.bench.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.bench.usage.Mix.Ask;
import io.promptyard.bench.usage.Told.End;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A caller of the gateway that notes what it is told, and leaves early where it is asked to. Thread-safe. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** About the time that a provider takes, so that hang-ups fall before, into and after the call. */
    private static final Duration SOON = Duration.ofMillis(60);

    private static final String DATA = "data: ";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String gatewayUrl;

    Client(String gatewayUrl) {
        this.gatewayUrl = gatewayUrl;
    }

    Told ask(Ask ask) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gatewayUrl + ask.path()))
                .header("content-type", "application/json")
                .timeout(ask.hangUp() && !ask.stream() ? SOON : PATIENCE)
                .POST(BodyPublishers.ofString(ask.body()))
                .build();
        try {
            return ask.stream() ? stream(ask, request) : plain(ask, request);
        } catch (HttpTimeoutException e) {
            return new Told("", ask.dialect(), End.HUNG_UP, null, null);
        } catch (IOException e) {
            return new Told("", ask.dialect(), End.REFUSED, null, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Told plain(Ask ask, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        boolean answered = response.statusCode() == 200;
        String cost = response.headers().firstValue("x-promptyard-cost-usd").orElse(null);
        return new Told(
                id(response),
                ask.dialect(),
                answered ? End.ANSWERED : End.REFUSED,
                answered ? usage(Json.read(response.body())) : null,
                answered && cost != null ? new BigDecimal(cost) : null);
    }

    private Told stream(Ask ask, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        Tokens usage = null;
        boolean done = false;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (ask.hangUp() && line.startsWith(DATA)) {
                    return new Told(id(response), ask.dialect(), End.HUNG_UP, null, null);
                }
                if (line.equals(DATA + "[DONE]")) {
                    done = true;
                } else if (line.startsWith(DATA)) {
                    Tokens said = usage(Json.read(line.substring(DATA.length())));
                    usage = said == null ? usage : said;
                }
            }
        }
        boolean answered = response.statusCode() == 200 && done;
        return new Told(id(response), ask.dialect(), answered ? End.ANSWERED : End.REFUSED, usage, null);
    }

    private static String id(HttpResponse<?> response) {
        return response.headers().firstValue("x-request-id").orElse("");
    }

    private static @Nullable Tokens usage(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        return !usage.isObject()
                ? null
                : new Tokens(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("prompt_tokens_details")
                                .path("cached_tokens")
                                .asLong(),
                        0,
                        usage.path("completion_tokens").asLong(),
                        usage.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong());
    }

    @Override
    public void close() {
        http.close();
    }
}
