package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingsReader;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.TokenCount;
import io.promptyard.connector.http.Vectors;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of vectors that {@code POST /embeddings} gives. Stateless. */
final class OpenAiEmbeddingsReader implements EmbeddingsReader {

    @Override
    public Reply read(JsonNode body) throws ReplyException {
        OpenAiResponseMapper.failOnError(body);
        if (!(body instanceof ObjectNode json) || !json.path("data").isArray()) {
            throw ReplyException.malformed("no data in the reply");
        }
        JsonNode[] ordered = new JsonNode[json.path("data").size()];
        int position = 0;
        for (JsonNode item : json.path("data")) {
            int index = item.path("index").asInt(position++);
            if (index < 0 || index >= ordered.length || ordered[index] != null) {
                throw ReplyException.malformed("vectors that are not numbered from 0 on");
            }
            ordered[index] = item.path("embedding");
        }
        Vectors vectors = new Vectors();
        for (JsonNode vector : ordered) {
            vectors.add(vector);
        }
        return vectors.reply(
                json.path("id").textValue(),
                OpenAiAnswerMapper.rest(json, "id", "object", "created", "model", "data", "usage"),
                usage(json.path("usage")));
    }

    /** Nothing is written, so a completion of nothing is no news. */
    private static @Nullable TokenUsage usage(JsonNode node) {
        Long prompt = TokenCount.of(node.path("prompt_tokens"));
        if (prompt == null || !(node instanceof ObjectNode usage)) {
            return null;
        }
        Long total = TokenCount.of(usage.path("total_tokens"));
        ObjectNode rest = usage.deepCopy();
        rest.remove(List.of("prompt_tokens", "total_tokens"));
        long completion = TokenCount.orZero(usage.path("completion_tokens"));
        if (usage.path("completion_tokens").isNumber()) {
            rest.remove("completion_tokens");
        }
        return new TokenUsage(
                prompt, completion, total == null ? prompt + completion : total, 0, 0, 0, WireJson.text(rest));
    }
}
