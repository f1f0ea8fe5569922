package io.promptyard.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.TimeUnit;

/** A simulator on loopback and a client of it. */
final class SimulatorFixture implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final Simulator simulator;
    final WebClient client = WebClient.create(vertx);

    SimulatorFixture(SimulatorSettings settings) {
        simulator = await(Simulator.start(vertx, settings));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest<Buffer> openAi() {
        return client.postAbs(simulator.baseUrl("openai") + "/chat/completions");
    }

    HttpRequest<Buffer> anthropic() {
        return client.postAbs(simulator.rootUrl("anthropic") + "/v1/messages")
                .putHeader("x-api-key", "any")
                .putHeader("anthropic-version", "2023-06-01");
    }

    HttpResponse<Buffer> chat(JsonObject body) {
        return await(openAi().sendJsonObject(body));
    }

    HttpResponse<Buffer> messages(JsonObject body) {
        return await(anthropic().sendJsonObject(body));
    }

    /** A valid chat body for the model. */
    static JsonObject ask(String model) {
        return new JsonObject("{\"messages\":[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]}")
                .put("model", model);
    }

    /** A valid Messages body for the model. */
    static JsonObject askClaude(String model) {
        return ask(model).put("max_tokens", 1000);
    }

    @Override
    public void close() {
        client.close();
        await(simulator.close());
        await(vertx.close());
    }
}
