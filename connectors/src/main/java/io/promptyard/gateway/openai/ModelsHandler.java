package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.PromptRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}; ids may hold slashes, {@code auto} is always there. */
public final class ModelsHandler {
    private static final ModelCard AUTO = new ModelCard(PromptRequest.AUTO, 0, "promptyard");

    private final Supplier<List<ModelCard>> models;

    public ModelsHandler(Supplier<List<ModelCard>> models) {
        this.models = models;
    }

    public void list(Exchange exchange) {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        data.add(AUTO.json());
        for (ModelCard card : models.get()) {
            if (!card.id().equals(AUTO.id())) {
                data.add(card.json());
            }
        }
        exchange.json(200, body);
    }

    /** {@code rawId} is the rest of the path, percent-encoding and all. */
    public void get(Exchange exchange, String rawId) {
        String id = decoded(rawId);
        if (id.equals(AUTO.id())) {
            exchange.json(200, AUTO.json());
            return;
        }
        for (ModelCard card : models.get()) {
            if (card.id().equals(id)) {
                exchange.json(200, card.json());
                return;
            }
        }
        exchange.fail(ApiErrors.modelNotFound(id));
    }

    private static String decoded(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return raw;
        }
    }
}
