package io.promptyard.connector.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.util.List;
import java.util.Set;

/**
 * A request for vectors as the body of {@code InvokeModel}, which is of the model's own family: Titan's, of one text, or Cohere's. A text that is too long is
 * an error, as with OpenAI, and not cut. Stateless.
 */
final class BedrockEmbeddingsMapper {
    /** Fields of a family's own: passed on as they are. */
    private static final Set<String> TITANS = Set.of("normalize");

    private static final Set<String> COHERES = Set.of("max_tokens");

    /** Cohere wants one; who stores and searches says which. */
    private static final String DOCUMENT = "search_document";

    ObjectNode map(String model, EmbeddingBody body) throws PromptRejectedException {
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        List<String> texts = EmbeddingRequests.texts(body);
        if (model.contains("titan-embed-text")) {
            return titan(body, texts, extra);
        }
        if (model.contains("cohere.embed")) {
            return cohere(body, texts, extra);
        }
        throw new PromptRejectedException(
                "model: of Bedrock's models for vectors only titan-embed-text and cohere.embed are known");
    }

    private static ObjectNode titan(EmbeddingBody body, List<String> texts, ObjectNode extra)
            throws PromptRejectedException {
        if (texts.size() != 1) {
            throw new PromptRejectedException("input: this model takes one text a call (got " + texts.size() + ")");
        }
        ObjectNode json = WireJson.object().put("inputText", texts.getFirst());
        WireJson.put(json, "dimensions", body.dimensions());
        ExtraJson.passOn(extra, TITANS, json);
        return json;
    }

    private static ObjectNode cohere(EmbeddingBody body, List<String> texts, ObjectNode extra) {
        ObjectNode json = WireJson.object();
        texts.forEach(json.putArray("texts")::add);
        json.put("input_type", extra.path("input_type").asText(DOCUMENT));
        json.putArray("embedding_types").add("float");
        WireJson.put(json, "output_dimension", body.dimensions());
        json.put("truncate", extra.path("truncate").asText("NONE"));
        ExtraJson.passOn(extra, COHERES, json);
        return json;
    }
}
