package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** A model as {@code /v1/models} lists it; {@code created} in seconds since 1970. */
public record ModelCard(String id, long created, String ownedBy) {
    public ModelCard {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ownedBy, "ownedBy");
    }

    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", created)
                .put("owned_by", ownedBy);
    }
}
