package io.promptyard.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** {@code GET /v1/models[/{id}]} in the dialect that the caller's headers speak, and 404 for what does not exist. Stateless. */
final class Catalogue {

    private static final String MODELS = "/models";
    // 2026-01-01T00:00:00Z: a catalogue that does not change from call to call.
    private static final long CREATED = 1_767_225_600L;

    private final SimulatorSettings settings;
    private final ProviderWire openAi;
    private final ProviderWire anthropic;

    Catalogue(SimulatorSettings settings, ProviderWire openAi, ProviderWire anthropic) {
        this.settings = settings;
        this.openAi = openAi;
        this.anthropic = anthropic;
    }

    void handle(CallPath path, HttpServerRequest request) {
        var wire = request.getHeader("anthropic-version") == null ? openAi : anthropic;
        var id = path.endpoint().startsWith(MODELS + "/") ? path.endpoint().substring(MODELS.length() + 1) : "";
        if (!request.method().equals(HttpMethod.GET) || !path.endpoint().startsWith(MODELS)) {
            fail(wire, wire.ofStatus(404), request);
        } else if (wire.authorise(request.headers(), settings.keys()).isPresent()) {
            fail(wire, wire.badKey(), request);
        } else if (path.endpoint().equals(MODELS)) {
            send(200, wire.dialect() == Dialect.OPENAI ? openAiList() : anthropicList(), wire, request);
        } else if (settings.catalogue().contains(id)) {
            send(200, wire.dialect() == Dialect.OPENAI ? openAiModel(id) : anthropicModel(id), wire, request);
        } else {
            fail(wire, wire.noSuchModel(id), request);
        }
    }

    private void fail(ProviderWire wire, WireError error, HttpServerRequest request) {
        var id = wire.responseId(Dice.mix(settings.seed(), request.path()));
        var response = request.response().setStatusCode(error.status());
        response.headers().set("content-type", "application/json").set(Reply.SIMULATED, "true");
        wire.head(response.headers(), id);
        response.end(wire.error(error, id));
    }

    private void send(int status, ObjectNode body, ProviderWire wire, HttpServerRequest request) {
        var response = request.response().setStatusCode(status);
        response.headers().set("content-type", "application/json").set(Reply.SIMULATED, "true");
        wire.head(response.headers(), wire.responseId(Dice.mix(settings.seed(), request.path())));
        response.end(Json.bytes(body));
    }

    private ObjectNode openAiList() {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        settings.catalogue().forEach(id -> data.add(openAiModel(id)));
        return list;
    }

    private static ObjectNode openAiModel(String id) {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "simulator");
    }

    private ObjectNode anthropicList() {
        var list = Json.object();
        var data = list.putArray("data");
        settings.catalogue().forEach(id -> data.add(anthropicModel(id)));
        var ids = settings.catalogue();
        return list.put("has_more", false)
                .put("first_id", ids.isEmpty() ? null : ids.getFirst())
                .put("last_id", ids.isEmpty() ? null : ids.getLast());
    }

    private static ObjectNode anthropicModel(String id) {
        return Json.object()
                .put("type", "model")
                .put("id", id)
                .put("display_name", id)
                .put("created_at", "2026-01-01T00:00:00Z");
    }
}
