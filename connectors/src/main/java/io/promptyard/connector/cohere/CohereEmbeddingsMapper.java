package io.promptyard.connector.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.util.Set;

/**
 * A dispatch as the body of {@code POST /v2/embed}. Vectors are asked for as numbers whatever the caller wants, and a text that
 * is too long is an error, as with OpenAI, and not cut. Stateless.
 */
final class CohereEmbeddingsMapper {
    /** Fields of the API's own: passed on as they are. */
    private static final Set<String> NATIVE = Set.of("max_tokens", "priority");

    /** The API wants one; who stores and searches says which. */
    private static final String DOCUMENT = "search_document";

    ObjectNode map(Dispatch dispatch, EmbeddingBody body) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        ObjectNode json =
                WireJson.object().put("model", dispatch.target().model().value());
        EmbeddingRequests.texts(body).forEach(json.putArray("texts")::add);
        json.put("input_type", extra.path("input_type").asText(DOCUMENT));
        json.putArray("embedding_types").add("float");
        WireJson.put(json, "output_dimension", body.dimensions());
        json.put("truncate", extra.path("truncate").asText("NONE"));
        ExtraJson.passOn(extra, NATIVE, json);
        return json;
    }
}
