package io.promptyard.connector.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.util.Set;

/** A dispatch as the body of {@code POST /api/embed}. A text that is too long is an error and not cut, unless told so. Stateless. */
final class OllamaEmbeddingsMapper {
    private static final String TRUNCATE = "truncate";

    /** Fields of the API's own: passed on as they are. */
    private static final Set<String> NATIVE = Set.of(TRUNCATE, "options", "keep_alive");

    ObjectNode map(Dispatch dispatch, EmbeddingBody body) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        ObjectNode json =
                WireJson.object().put("model", dispatch.target().model().value());
        EmbeddingRequests.texts(body).forEach(json.putArray("input")::add);
        json.put(TRUNCATE, false);
        WireJson.put(json, "dimensions", body.dimensions());
        ExtraJson.passOn(extra, NATIVE, json);
        return json;
    }
}
