package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent.EmbeddingBody;

/** A dispatch as the body of {@code POST /embeddings}. Inputs always go as a list: one of one means the same. Stateless. */
final class OpenAiEmbeddingsMapper {
    ObjectNode map(Dispatch dispatch, EmbeddingBody body) throws PromptRejectedException {
        ObjectNode json =
                WireJson.object().put("model", dispatch.target().model().value());
        inputs(json.putArray("input"), body);
        WireJson.put(json, "encoding_format", body.encodingFormat());
        WireJson.put(json, "dimensions", body.dimensions());
        WireJson.put(json, "user", body.user());
        WireJson.merge(json, ExtraJson.object(body.extra(), "extra"));
        return json;
    }

    private static void inputs(ArrayNode inputs, EmbeddingBody body) {
        for (EmbeddingInput input : body.inputs()) {
            switch (input) {
                case EmbeddingInput.Text text -> inputs.add(text.text());
                case EmbeddingInput.Tokens tokens -> tokens.tokens().forEach(inputs.addArray()::add);
            }
        }
    }
}
