package io.promptyard.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.promptyard.gateway.correlation.GatewayTopics;
import io.promptyard.gateway.correlation.LaneBuses;
import io.promptyard.gateway.openai.ModelCard;
import io.promptyard.gateway.openai.ReplyTimes;
import io.promptyard.topic.Topic;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A gateway on a free loopback port with a bus in memory, a fixed clock, and ids {@code req_1}, {@code req_2}, … */
final class TestGateway implements AutoCloseable {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    static final ReplyTimes TIMES = new ReplyTimes(
            Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMillis(150), Duration.ofMillis(50));

    final InMemoryResponseBus bus = new InMemoryResponseBus();
    final InMemoryResponseBus batch = new InMemoryResponseBus();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Gateway gateway;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestGateway(GatewayConfig config) {
        AtomicInteger ids = new AtomicInteger();
        GatewayDependencies dependencies = new GatewayDependencies(
                topics(),
                () -> List.of(new ModelCard("openai/gpt-4o", 1_715_367_049, "openai")),
                () -> "req_" + ids.incrementAndGet(),
                CLOCK,
                meters);
        gateway = await(
                Gateway.start(vertx, config, dependencies, new LaneBuses(Map.of("default", bus, "batch", batch))));
    }

    static TestGateway start() {
        return start(config());
    }

    static TestGateway start(GatewayConfig config) {
        return new TestGateway(config);
    }

    static GatewayConfig config() {
        return GatewayConfig.on("127.0.0.1", 0, Map.of()).withTimes(TIMES).withDrain(Duration.ofSeconds(5));
    }

    String baseUrl() {
        return "http://127.0.0.1:" + gateway.port() + "/v1";
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl() + path)).timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> chat(String body, String... headers) {
        HttpRequest.Builder request = request("/chat/completions").POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> feedback(String body, String... headers) {
        HttpRequest.Builder request = request("/feedback").POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    HttpClient client() {
        return client;
    }

    double count(String meter) {
        return meters.get(meter).counter().count();
    }

    static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        await(gateway.close());
        client.close();
        await(vertx.close());
    }

    private static GatewayTopics topics() {
        return new GatewayTopics(
                topic("prompts"),
                topic("responses"),
                topic("response-chunks"),
                topic("cancellations"),
                topic("feedback"));
    }

    /** The bus in memory never serialises. */
    private static <V> Topic<String, V> topic(String name) {
        Serde<V> never = Serdes.serdeFrom(
                (topic, value) -> {
                    throw new UnsupportedOperationException(name);
                },
                (topic, bytes) -> {
                    throw new UnsupportedOperationException(name);
                });
        return new Topic<>(name, Serdes.String(), never);
    }
}
