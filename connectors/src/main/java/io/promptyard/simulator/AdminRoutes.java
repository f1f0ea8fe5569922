package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Books and script over HTTP, for other processes: {@code /simulator/books}, {@code …/books/summary}, {@code /simulator/script}. */
final class AdminRoutes {

    private final Engine engine;

    AdminRoutes(Engine engine) {
        this.engine = engine;
    }

    void handle(HttpServerRequest request) {
        switch (request.method() + " " + request.path()) {
            case "GET /simulator/books" -> send(request, 200, Json.bytes(books(request)));
            case "GET /simulator/books/summary" -> send(request, 200, Json.bytes(summary()));
            case "DELETE /simulator/books" -> {
                engine.books().clear();
                request.response().setStatusCode(204).end();
            }
            case "GET /simulator/script" -> send(request, 200, Json.bytes(FaultScriptWriter.write(engine.script())));
            case "PUT /simulator/script" -> request.body().onSuccess(body -> put(request, body));
            default -> problem(request, 404, "no such page");
        }
    }

    private void put(HttpServerRequest request, Buffer body) {
        try {
            engine.script(FaultScript.parse(body.toString()));
            request.response().setStatusCode(204).end();
        } catch (IllegalArgumentException e) {
            problem(request, 400, e.getMessage());
        }
    }

    private ObjectNode books(HttpServerRequest request) {
        var requestId = request.getParam("request-id");
        var found = requestId == null
                ? engine.books().calls(matching(request.getParam("provider"), request.getParam("model")))
                : engine.books().callsOf(requestId);
        var body = Json.object().put("kept", engine.books().kept());
        var calls = body.putArray("calls");
        found.forEach(call -> add(calls, call));
        return body;
    }

    private static Predicate<BookedCall> matching(@Nullable String provider, @Nullable String model) {
        return call -> (provider == null || call.provider().equals(provider))
                && (model == null || call.model().equals(model));
    }

    private static void add(ArrayNode calls, BookedCall call) {
        calls.addObject()
                .put("number", call.number())
                .put("at", call.at().toString())
                .put("dialect", call.dialect().word())
                .put("provider", call.provider())
                .put("model", call.model())
                .put("request_id", call.requestId().orElse(null))
                .put("idempotency_key", call.idempotencyKey().orElse(null))
                .put("response_id", call.responseId())
                .put("call_number", call.callNumber())
                .put("outcome", call.outcome().name())
                .put("fault", call.fault())
                .put("status", call.status())
                .put("streamed", call.streamed())
                .put("prompt_tokens", call.promptTokens())
                .put("completion_tokens", call.completionTokens())
                .put("cached_tokens", call.cachedTokens())
                .put("cache_write_tokens", call.cacheWriteTokens())
                .put("reasoning_tokens", call.reasoningTokens());
    }

    private ObjectNode summary() {
        var summary = engine.books().summary();
        var body = Json.object().put("kept", engine.books().kept()).put("calls", summary.calls());
        var lines = body.putArray("lines");
        for (var line : summary.lines()) {
            var one = lines.addObject()
                    .put("dialect", line.dialect().word())
                    .put("provider", line.provider())
                    .put("model", line.model())
                    .put("calls", line.calls())
                    .put("prompt_tokens", line.promptTokens())
                    .put("completion_tokens", line.completionTokens())
                    .put("cached_tokens", line.cachedTokens())
                    .put("cache_write_tokens", line.cacheWriteTokens())
                    .put("reasoning_tokens", line.reasoningTokens());
            var outcomes = one.putObject("outcomes");
            line.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name(), count));
            var faults = one.putObject("faults");
            line.faults().forEach(faults::put);
        }
        return body;
    }

    private static void problem(HttpServerRequest request, int status, String message) {
        send(request, status, Json.bytes(Json.object().put("problem", message)));
    }

    private static void send(HttpServerRequest request, int status, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body);
    }
}
